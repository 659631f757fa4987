"""Networks of torchvision and timm: how they are built, and where the library keeps their ImageNet weights."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sunmao.errors import BadModelFile, NoNetwork
from sunmao.models.downloads import RemoteFile, fetch, find_cached, find_fetched, get_weights_folder
from sunmao.models.recipes import FRESH, QUICK, TRANSFER

if TYPE_CHECKING:
    from torch import nn


IMAGENET: dict[str, Any] = {
    "mean": (123.675, 116.28, 103.53),
    "std": (58.395, 57.12, 57.375),
}  # 0–255, of every network below
# What the entries of classifiers with ImageNet weights have in common.
CLASSIFIER: dict[str, Any] = {
    "task": "classification",
    "image_size": 224,
    **IMAGENET,
    "recipe": TRANSFER,
    "fresh": FRESH,
    "quick": QUICK,
}


@dataclass(frozen=True)
class Torchvision:
    """A network of torchvision, by the name that `torchvision.models.get_model` knows."""

    name: str
    # The second versions score higher on ImageNet, but by label smoothing and mixing of pictures, which make the
    # features
    # worse for other classes: Kornblith, Shlens, Le: Do Better ImageNet Models Transfer Better?, 2019.
    version: str = "IMAGENET1K_V1"

    def build(self, num_classes: int) -> "nn.Module":
        """Fresh: (N, 3, S, S) → (N, num_classes)."""
        from torchvision.models import get_model

        return get_model(self.name, weights=None, num_classes=num_classes)

    def state(self) -> dict:
        """Its ImageNet weights, fetched once. Raises NoNetwork, BadModelFile."""
        import torch

        return torch.load(fetch(self._address()), map_location="cpu", weights_only=True)

    def at_hand(self) -> bool:
        """Whether its ImageNet weights are on this computer."""
        return find_fetched(self._address()) is not None

    def _address(self) -> RemoteFile:
        url = self._weights().url
        file = url.rsplit("/", 1)[1]
        # The name ends with the beginning of the file's SHA-256: resnet18-f37072fd.pth.
        return RemoteFile(url, file, file.rsplit("-", 1)[1].removesuffix(".pth"))

    def _weights(self) -> Any:
        from torchvision.models import get_model_weights

        return get_model_weights(self.name)[self.version]


@dataclass(frozen=True)
class Timm:
    """A network of timm, by the name that `timm.create_model` knows."""

    name: str

    def build(self, num_classes: int) -> "nn.Module":
        """Fresh: (N, 3, S, S) → (N, num_classes)."""
        from timm import create_model

        return create_model(self.name, num_classes=num_classes)

    def state(self) -> dict:
        """Its ImageNet weights, fetched once. Raises NoNetwork, BadModelFile."""
        from safetensors.torch import load_file

        repository, begins = self._place()
        return load_file(find_cached(begins, ".safetensors") or fetch(_locate_on_hub(repository, begins)))

    def at_hand(self) -> bool:
        """Whether its ImageNet weights are on this computer."""
        return find_cached(self._place()[1], ".safetensors") is not None

    def _place(self) -> tuple[str, str]:
        """Its repository on the hub, and how the name of its file begins here."""
        from timm import get_pretrained_cfg

        config = get_pretrained_cfg(self.name)
        assert config is not None and config.hf_hub_id is not None  # all of our list are on the hub
        repository = str(config.hf_hub_id)
        return repository, repository.rsplit("/", 1)[1]


def _locate_on_hub(repository: str, begins: str) -> RemoteFile:
    """Address of a repository's weights and their SHA-256. HF_ENDPOINT names a mirror, as for every such tool."""
    from huggingface_hub import get_hf_file_metadata, hf_hub_url

    url = hf_hub_url(repository, "model.safetensors")
    try:
        digest = get_hf_file_metadata(url).etag
    except Exception as error:  # those of the library's own network client have no common base
        name, folder = f"{begins}.safetensors", str(get_weights_folder())
        raise NoNetwork("no_network", name=name, host=url.split("/")[2], folder=folder) from error
    if digest is None:
        raise BadModelFile("bad_weights", path=url)
    return RemoteFile(url, f"{begins}-{digest[:8]}.safetensors", digest)

"""Features of a picture by a backbone: one row of numbers, computed once by onnxruntime and remembered."""

import copy
import hashlib
import io
import warnings
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import lru_cache
from typing import Any

import numpy as np

from sunmao.core.atomic_files import cache_folder, write_with_parents
from sunmao.core.regular_files import read_regular
from sunmao.core.row_cache import RowCache
from sunmao.data.listing import Sample
from sunmao.deploy.onnx_session import make_session_options
from sunmao.errors import NotAPicture
from sunmao.images.image_files import PICTURE_BYTES, READERS, decode_image
from sunmao.models import find_model
from sunmao.models.model_spec import ModelSpec
from sunmao.models.preprocessing import get_classifier_resize, to_channels_first
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.training.dataloader import iter_chunks

BATCH = 8
VERSION = 1  # rises when the same picture gives other numbers


class Embedder:
    """Turns pictures into rows of numbers by the weights of a model, without its last layer.

    Args:
        entry: a model with ImageNet weights, or any with a network.
        image_size: side of the network's input in pixels.
        network: a `Classifier` with other weights than ImageNet's, which stays as it is; None: those.

    Raises: NoNetwork, BadModelFile, when ImageNet weights cannot be fetched.
    """

    def __init__(self, entry: ModelSpec, image_size: int, network: Any = None) -> None:
        self.entry, self.image_size = entry, image_size
        self.geometry = get_classifier_resize(entry.geometry)
        self._kind = f"{entry.name}/{image_size}/{VERSION}"
        if network is None:
            self._session = _make_session(entry.name, image_size)
        else:
            self._kind += f"/{_hash_body(network)}"
            self._session = _open(_export_backbone(network, self.geometry.crop))

    def rows(self, prepared: np.ndarray) -> np.ndarray:
        """Rows, (N, features) float32, of prepared pictures, (N, H, W, 3) uint8."""
        parts = [
            self._session.run(None, {"pixels": to_channels_first(prepared[part]).astype(np.float32)})[0]
            for part in iter_chunks(np.arange(len(prepared)), BATCH)
        ]
        # Rounded as they are remembered, so that the first run and the second are the same.
        return np.concatenate(parts).astype(np.float16).astype(np.float32)

    def of_items(
        self, items: list[Sample], on_progress: Callable[[int, int], None] | None = None
    ) -> tuple[list[Sample], np.ndarray]:
        """The items that can be read and their rows, (n, features) float32; remembered by the pictures' contents.

        on_progress: called with (items looked at, items in all).
        """
        memory = RowCache(self._kind, self.entry.features)
        good, rows, seen = [], [], 0
        with ThreadPoolExecutor(READERS) as pool:
            for part in iter_chunks(items, 4 * BATCH):
                session.check_stop()
                read = [
                    (item, data)
                    for item, data in zip(part, pool.map(_read_bytes, part), strict=True)
                    if data is not None
                ]
                found = memory.rows([data for _, data in read])
                self._look(read, found, memory, pool)
                good += [item for (item, _), row in zip(read, found, strict=True) if row is not None]
                rows += [row for row in found if row is not None]
                session.emit(Progress(done=len(good), total=len(items), unit="picture", task="embed"))
                seen += len(part)
                if on_progress is not None:
                    on_progress(seen, len(items))
        memory.close()
        return good, np.stack(rows) if rows else np.zeros((0, self.entry.features), np.float32)

    def _look(self, read: list, found: list, memory: RowCache, pool: Executor) -> None:
        """Fill the gaps of `found`: pictures that nobody has looked at yet."""
        new = [place for place, row in enumerate(found) if row is None]
        pictures = list(pool.map(self._prepare, [read[place] for place in new]))
        seen = [(place, picture) for place, picture in zip(new, pictures, strict=True) if picture is not None]
        if seen:
            rows = self.rows(np.stack([picture for _, picture in seen]))
            for (place, _), row in zip(seen, rows, strict=True):
                found[place] = row
            memory.remember([read[place][1] for place, _ in seen], rows)

    def _prepare(self, pair: tuple[Sample, bytes]) -> np.ndarray | None:
        try:
            return self.geometry.prepare(decode_image(pair[1], name=pair[0].path.name))
        except NotAPicture:
            show_notice("cannot_read_picture", level="warn", path=pair[0].path.as_posix())
            return None


def _read_bytes(item: Sample) -> bytes | None:
    try:
        return read_regular(item.path, PICTURE_BYTES, follow_link=True)
    except OSError:
        show_notice("cannot_read_picture", level="warn", path=item.path.as_posix())
        return None


@lru_cache(maxsize=2)
def _make_session(name: str, image_size: int) -> Any:
    entry = find_model(name)
    assert isinstance(entry, ModelSpec)  # only classifiers see a picture as one row
    return _open(_find_or_export_backbone(entry, image_size))


def _open(data: bytes) -> Any:
    import onnxruntime

    return onnxruntime.InferenceSession(data, make_session_options(), providers=["CPUExecutionProvider"])


def _find_or_export_backbone(entry: ModelSpec, image_size: int) -> bytes:
    """The backbone with ImageNet weights as an ONNX file; exported once and kept in the cache folder."""
    from sunmao.models.network import Classifier

    file = cache_folder() / f"{entry.name}-{image_size}-{VERSION}.onnx"
    try:
        return file.read_bytes()
    except OSError:
        network = Classifier(entry, 2, image_size, pretrained=True)
        data = _export_backbone(network, get_classifier_resize(entry.geometry).crop)
    try:
        write_with_parents(file, data)
    except OSError:
        pass  # the disk is full: it works without being kept
    return data


def _hash_body(network: Any) -> str:
    """The hash of all weights but those of the last layer."""
    digest = hashlib.blake2b(digest_size=12)
    head = set(map(id, network.head.state_dict(keep_vars=True).values()))
    for name, value in network.state_dict(keep_vars=True).items():
        if id(value) not in head:
            digest.update(name.encode() + value.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()


def _export_backbone(network: Any, side: int) -> bytes:
    """A `Classifier` without its last layer as an ONNX file. side: of the pictures that it is given, in pixels."""
    import torch

    from sunmao.deploy.export import replace_pooling

    network = copy.deepcopy(network).eval()
    network.replace_head(torch.nn.Identity())
    network = network.for_export()
    network.body = replace_pooling(network.body)
    buffer = io.BytesIO()
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # the exporter's advice is not for pupils
        torch.onnx.export(
            network,
            (torch.zeros(1, 3, side, side),),
            buffer,  # type: ignore[arg-type]  # the older exporter, which is asked for below, takes it
            opset_version=13,
            dynamo=False,
            input_names=["pixels"],
            output_names=["row"],
            dynamic_axes={"pixels": {0: "n"}, "row": {0: "n"}},
        )
    return buffer.getvalue()

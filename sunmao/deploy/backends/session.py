"""A file of a backend, opened as `Workflow` opens ONNX files.

What an ONNX file says of itself stands in a file beside it (`model card`): NAME.json.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.regular_files import read_regular
from sunmao.deploy.backends.backend import Backend, Infer
from sunmao.deploy.backends.box_decoding import decode_boxes, make_decoding
from sunmao.deploy.backends.registry import require_packages
from sunmao.errors import BadModelFile

LIMIT = 4 * 1024 * 1024  # bytes of a card
MAX_BYTES = 2**31 - 1


@dataclass(frozen=True)
class TensorInfo:
    """An input or output. shape: None for a side of any length."""

    name: str
    shape: list


@dataclass(frozen=True)
class ModelCard:
    """Description of a model in the file beside it. metadata: as in ONNX files, texts by name."""

    metadata: dict[str, str]
    inputs: list[TensorInfo]
    outputs: list[TensorInfo]
    decoding: dict | None = None  # of `BoxDecoding`, where boxes are chosen outside of the graph


@dataclass(frozen=True)
class _Metadata:
    custom_metadata_map: dict[str, str]


class BackendSession:
    """The part of onnxruntime's sessions that `Workflow` uses, by another backend."""

    def __init__(self, card: ModelCard, infer: Infer) -> None:
        self._card, self._infer = card, infer
        self._decoding = None if card.decoding is None else make_decoding(card.decoding)

    def get_inputs(self) -> list[TensorInfo]:
        return self._card.inputs

    def get_outputs(self) -> list[TensorInfo]:
        return self._card.outputs

    def get_modelmeta(self) -> _Metadata:
        return _Metadata(self._card.metadata)

    def run(self, names: None, feeds: dict[str, np.ndarray]) -> list[np.ndarray]:
        """All outputs. feeds: the input, (1, C, H, W) float32, by its name."""
        [given] = feeds.values()
        outputs = self._infer(given)
        return outputs if self._decoding is None else decode_boxes(outputs[0], outputs[1], self._decoding)


def get_card_path(path: Path) -> Path:
    """The file that says what a backend's file is."""
    return path.with_name(f"{path.name}.json")


def write_card(path: Path, card: ModelCard) -> None:
    """Write what a file says of itself beside it."""
    get_card_path(path).write_text(json.dumps(asdict(card), ensure_ascii=False, indent=1), encoding="utf-8")


def read_card(path: Path) -> ModelCard:
    """Description that a file gives of itself. Raises BadModelFile."""
    try:
        said: Any = json.loads(read_regular(get_card_path(path), LIMIT))
        inputs, outputs = (
            [TensorInfo(str(each["name"]), list(each["shape"])) for each in said[key]] for key in ("inputs", "outputs")
        )
        metadata = {str(key): str(text) for key, text in said["metadata"].items()}
        return ModelCard(metadata, inputs, outputs, said.get("decoding"))
    except FileNotFoundError:
        raise BadModelFile("model_card_missing", path=path.as_posix(), name=get_card_path(path).name) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadModelFile("bad_model_file", path=path.as_posix()) from None


def open_backend_session(backend: Backend, path: Path, threads: int | None) -> BackendSession:
    """A session for a backend's file. Raises BackendMissing, BadModelFile (damaged, too large, a part is missing)."""
    card = read_card(path)
    require_packages(backend, making=False)
    for file in backend.list_files(path):
        if not file.is_file():
            raise BadModelFile("model_part_missing", path=path.as_posix(), name=file.name)
        if file.stat().st_size > MAX_BYTES:
            raise BadModelFile("bad_model_file", path=path.as_posix())
    try:
        return BackendSession(card, backend.load(path, threads))
    except Exception:  # each library has exceptions of its own
        raise BadModelFile("bad_model_file", path=path.as_posix()) from None

"""Opening an ONNX file that anybody may have made: onnxruntime gets to see nothing but the file's own bytes."""

import json
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.core.atomic_files import require_path
from sunmao.core.onnx_options import SPIN_MICROSECONDS, make_float_options
from sunmao.core.strict import suggest_nearest
from sunmao.core.validation import require_choice, require_whole
from sunmao.deploy.backends.registry import ENDINGS, find_backend
from sunmao.deploy.backends.session import open_backend_session
from sunmao.deploy.foreign.file_kinds import make_unreadable_error
from sunmao.deploy.onnx_protobuf import CorruptOnnx, has_external_data
from sunmao.deploy.quantization.integer_overflow import has_overflow
from sunmao.deploy.session_settings import (
    SessionSettings,
    measure_fastest,
    recall,
    remember,
)
from sunmao.errors import BadModelFile, BadValue, FileMissing
from sunmao.models.preprocessing import SEMANTIC, LetterboxResize, Resize, find_resize, get_resize

if TYPE_CHECKING:
    import onnxruntime as ort


FASTEST = "fastest"
PROVIDERS = {
    "CUDA": "CUDAExecutionProvider",
    "DirectML": "DmlExecutionProvider",
    "CoreML": "CoreMLExecutionProvider",
    "CPU": "CPUExecutionProvider",
}
LARGE = 64 * 1024 * 1024  # bytes
TELLS = "MMCls"  # the contract's word for networks that tell classes apart
FINDS = "MMDet"  # the contract's word for networks that find things
PAINTS = "MMSeg"  # likewise, of networks that paint
OUTLINED = ([1, None, 5], [1, None], [1, None, None, None])  # boxes with scores, labels, and maybe outlines
KINDS = {
    "name": str,
    "image_size": int,
    "preprocessing": dict,
    "parity": dict,
    "widths": dict,
    "numbers": dict,
}  # of what SUNMAO_INFO says
MAX_BYTES = 2**31 - 1  # a protobuf message, and so an ONNX file, cannot be larger


def open_session(path: Path, provider: str | None, threads: int | None) -> Any:
    """A session for the model in a file: onnxruntime's, or one that answers like it for a file of another backend.

    Raises: FileMissing (with the nearest name), BadModelFile (damaged, too large, or made to read other files),
    BackendMissing, BadValue.
    """
    _require_file(path)
    if threads is not None:
        threads = require_whole("threads", threads, 1, 1024)
    if backend := find_backend(path):
        return open_backend_session(backend, path, threads)
    model, providers = _read_self_contained(path), list_providers()
    try:
        return _open_with(model, _choose_settings(path, model, provider, threads, providers))
    except BadValue:
        raise
    except Exception as error:  # onnxruntime's own exceptions have no common base
        raise make_unreadable_error(path, str(error)) from None


def _choose_settings(
    path: Path, model: bytes | str, provider: str | None, threads: int | None, providers: list[str]
) -> SessionSettings:
    """Those that were asked for; else those that were measured before, or are measured now for `FASTEST`."""
    wanted = None if provider is None or str(provider).lower() == "auto" else require_provider(provider, providers)
    if wanted not in (None, FASTEST):
        return SessionSettings(wanted, threads, SPIN_MICROSECONDS)
    found = recall(path, providers)
    if found is None and wanted == FASTEST:
        found = measure_fastest(partial(_open_with, model), providers, SPIN_MICROSECONDS)
        remember(path, found)
    first = next(name for name in providers if name in ("CUDA", "CPU"))
    settings = found or SessionSettings(first, None, SPIN_MICROSECONDS)
    return settings if threads is None else replace(settings, threads=threads)


def _open_with(model: bytes | str, settings: SessionSettings) -> Any:
    import onnxruntime

    options = make_session_options(settings.spin)
    if settings.threads is not None:
        options.intra_op_num_threads = settings.threads
    names = dict.fromkeys((settings.provider, "CPU"))  # what the first one does not know the processor does
    return onnxruntime.InferenceSession(model, options, providers=[PROVIDERS[name] for name in names])


def list_providers() -> list[str]:
    """Devices that can compute here, by the words that programs use, the likely quickest first."""
    import onnxruntime

    here = onnxruntime.get_available_providers()
    return [name for name, full in PROVIDERS.items() if full in here]


def require_provider(wanted: str | None, providers: list[str]) -> str:
    """The provider that is meant, or `FASTEST`. Raises BadValue with the nearest."""
    return require_choice("provider", wanted, [*providers, FASTEST])


def make_session_options(spin: int | None = SPIN_MICROSECONDS) -> Any:
    """The options of every session of a file of anybody; 8-bit products do not overflow. spin: as of
    `make_float_options`.
    """
    options = make_float_options(spin)
    if has_overflow():
        options.add_session_config_entry("session.x64quantprecision", "1")
    return options


def read_information(session: "ort.InferenceSession", path: Path) -> tuple[dict, dict]:
    """Description that the file gives of itself: MODEL_INFO, and of SUNMAO_INFO what can be believed. Raises
    BadModelFile.
    """
    data = session.get_modelmeta().custom_metadata_map
    try:
        model = json.loads(data["MODEL_INFO"])
        if isinstance(model["classes"], list) and isinstance(model["modelname"], str):
            return model, _parse_sunmao_info(data.get("SUNMAO_INFO", "{}"))
    except (KeyError, TypeError, ValueError, RecursionError):
        pass
    raise BadModelFile("foreign_model_file", path=path.as_posix(), name="?")


def _parse_sunmao_info(text: str) -> dict:
    """Contents of SUNMAO_INFO. Nothing in it is needed: what is not of its kind is as if it were not there."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {key: value for key, value in said.items() if _is_valid(key, value)} if isinstance(said, dict) else {}


def _is_valid(key: str, value: Any) -> bool:
    """Whether what SUNMAO_INFO says of this is of its kind."""
    if key == "confidence":
        return type(value) in (int, float) and 0 <= value <= 1
    if key == "thresholds":
        return isinstance(value, list) and all(type(each) in (int, float) and 0 <= each <= 1 for each in value)
    if key == "data":
        return isinstance(value, dict) and _is_path(value.get("path"))
    return type(value) is KINDS.get(key, type(value))


def _is_path(value: Any) -> bool:
    try:
        return bool(os.fsencode(require_path("path", value)))
    except (BadValue, UnicodeError):  # half a letter is no name on any disk
        return False


def read_resize(session: "ort.InferenceSession", model: dict, path: Path) -> Resize | LetterboxResize:
    """Preprocessing of pictures for the file. Raises BadModelFile when its graph takes others, or gives anything else."""
    name = model["modelname"]
    found = find_resize(name)
    said = model.get("codebase")
    if found is None or get_codebase(name) != (said if said in (FINDS, PAINTS) else TELLS):
        raise BadModelFile("foreign_model_file", path=path.as_posix(), name=name)
    wanted = [*found.shape], *_expected_shapes(name, len(model["classes"]), len(session.get_outputs()))
    shapes = [each.shape for each in (*session.get_inputs(), *session.get_outputs())]
    if len(shapes) != len(wanted) or not all(map(_matches_shape, shapes, wanted)):
        raise BadModelFile("bad_model_file", path=path.as_posix())
    return found


def get_codebase(name: str) -> str:
    """The contract's word for the kind of networks that take a geometry. name: as of `find_resize`."""
    if name.startswith(SEMANTIC):
        return PAINTS
    return FINDS if isinstance(find_resize(name), LetterboxResize) else TELLS


def read_task(session: "ort.InferenceSession", name: str, said: dict) -> str:
    """Task of the file: 'classification', 'multi_label' or 'regression' where it says so itself (`said`,
    SUNMAO_INFO), 'semantic', 'detection' or, where it gives outlines, 'instance'. name: of its geometry.
    """
    if get_codebase(name) == PAINTS:
        return "semantic"
    if get_codebase(name) == TELLS:
        return task if (task := said.get("task")) in ("multi_label", "regression") else "classification"
    return "instance" if len(session.get_outputs()) == len(OUTLINED) else "detection"


def _expected_shapes(name: str, classes: int, outputs: int) -> tuple:
    """The shapes that a file gives. name: of its geometry."""
    if get_codebase(name) == PAINTS:
        return ([1, classes + 1, *get_resize(name).shape[2:]],)
    if get_codebase(name) == TELLS:
        return ([1, classes],)
    return OUTLINED if outputs == len(OUTLINED) else OUTLINED[:2]


def _matches_shape(shape: list, wanted: list) -> bool:
    """Whether a shape with open sides (names or None) can be the wanted one, in which None is any length."""
    same = (not isinstance(a, int) or b is None or a == b for a, b in zip(shape, wanted, strict=False))
    return len(shape) == len(wanted) and all(same)


def _require_file(path: Path) -> None:
    if not path.is_file():
        here = path.parent.iterdir() if path.parent.is_dir() else ()
        names = [each.name for each in here if each.name.lower().endswith(ENDINGS)]
        raise FileMissing("model_file_missing", path=path.as_posix(), guess=suggest_nearest(path.name, names))


def _read_self_contained(path: Path) -> bytes | str:
    """The bytes of a file that needs no other; the name of a large one, since a session keeps the bytes that it is
    given.
    """
    if path.stat().st_size > MAX_BYTES:
        raise BadModelFile("bad_model_file", path=path.as_posix())
    data = path.read_bytes()
    try:
        outside = has_external_data(data)
    except CorruptOnnx:
        raise make_unreadable_error(path) from None
    if outside:
        raise BadModelFile("model_points_outside", path=path.as_posix())
    # The name only where it is plain: onnxruntime cannot open every Chinese path on Windows.
    return str(path) if len(data) > LARGE and str(path).isascii() else data

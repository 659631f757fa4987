"""Opening an ONNX file that anybody may have made: onnxruntime gets to see nothing but the file's own bytes."""

import json
import os
from pathlib import Path

from sunmao.core.atomic_files import require_path
from sunmao.core.strict import suggest_nearest
from sunmao.core.validation import require_whole
from sunmao.deploy.onnx_protobuf import CorruptOnnx, has_external_data
from sunmao.errors import BadModelFile, BadValue, FileMissing
from sunmao.models.preprocessing import GEOMETRIES, LetterboxResize, Resize

# Median of a run of EfficientNet-Lite0 on two cores with this, onnxruntime's own setting, and none: alone 5.1, 5.2 and
# 7.6 ms, two sessions by turns 5.2, 8.0 and 6.7 ms, two programs at once 8.2, 16.7 and 8.9 ms.
SPIN_MICROSECONDS = 50
LARGE = 64 * 1024 * 1024  # bytes
FINDS = "MMDet"  # the contract's word for networks that find things
OUTLINED = ([1, None, 5], [1, None], [1, None, None, None])  # boxes with scores, labels, and maybe outlines
KINDS = {"name": str, "image_size": int, "preprocessing": dict, "parity": dict}  # of what SUNMAO_INFO says
MOST_BYTES = 2**31 - 1  # a protobuf message, and so an ONNX file, cannot be larger


def open_session(path: Path, provider: str | None, threads: int | None):
    """An onnxruntime session for the model in a file.

    Raises: FileMissing (with the nearest name), BadModelFile (damaged, too large, or made to read other files),
    BadValue.
    """
    import onnxruntime

    model = _read_self_contained(path)
    options = make_session_options()
    if threads is not None:
        options.intra_op_num_threads = require_whole("threads", threads, 1, 1024)
    providers = _select_providers(provider)
    try:
        return onnxruntime.InferenceSession(model, options, providers=providers)
    except Exception:  # onnxruntime's own exceptions have no common base
        raise BadModelFile("bad_model_file", path=path.as_posix()) from None


def make_session_options():
    """The options of every session: threads that wait for work spin no longer than between two layers. Else two
    sessions, of one program or of two, wait for each other's spinning.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.spin_duration_us", str(SPIN_MICROSECONDS))
    return options


def read_information(session, path: Path) -> tuple[dict, dict]:
    """What the file says of itself: MODEL_INFO, and of SUNMAO_INFO what can be believed. Raises BadModelFile."""
    data = session.get_modelmeta().custom_metadata_map
    try:
        model = json.loads(data["MODEL_INFO"])
        if isinstance(model["classes"], list) and isinstance(model["modelname"], str):
            return model, _parse_sunmao_info(data.get("SUNMAO_INFO", "{}"))
    except (KeyError, TypeError, ValueError, RecursionError):
        pass
    raise BadModelFile("foreign_model_file", path=path.as_posix(), name="?")


def _parse_sunmao_info(text: str) -> dict:
    """What SUNMAO_INFO says. Nothing in it is needed: what is not of its kind is as if it were not there."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {key: value for key, value in said.items() if _is_valid(key, value)} if isinstance(said, dict) else {}


def _is_valid(key: str, value) -> bool:
    """Whether what SUNMAO_INFO says of this is of its kind."""
    if key == "confidence":
        return type(value) in (int, float) and 0 <= value <= 1
    if key == "thresholds":
        return isinstance(value, list) and all(type(each) in (int, float) and 0 <= each <= 1 for each in value)
    if key == "data":
        return isinstance(value, dict) and _is_path(value.get("path"))
    return type(value) is KINDS.get(key, type(value))


def _is_path(value) -> bool:
    try:
        return bool(os.fsencode(require_path("path", value)))
    except (BadValue, UnicodeError):  # half a letter is no name on any disk
        return False


def read_resize(session, model: dict, path: Path) -> Resize | LetterboxResize:
    """How pictures are prepared for the file. Raises BadModelFile when its graph takes others, or gives anything else."""
    name = model["modelname"]
    found = GEOMETRIES.get(name)
    if found is None or isinstance(found, LetterboxResize) != (model.get("codebase") == FINDS):
        raise BadModelFile("foreign_model_file", path=path.as_posix(), name=name)
    wanted = [*found.shape], *_expected_shapes(found, len(model["classes"]), len(session.get_outputs()))
    shapes = [each.shape for each in (*session.get_inputs(), *session.get_outputs())]
    if len(shapes) != len(wanted) or not all(map(_matches_shape, shapes, wanted)):
        raise BadModelFile("bad_model_file", path=path.as_posix())
    return found


def read_task(session, geometry: Resize | LetterboxResize, said: dict) -> str:
    """What the file is for: 'classification', 'multi_label' where it says so itself (`said`, SUNMAO_INFO), 'detection'
    or, where it gives outlines, 'instance'.
    """
    if not isinstance(geometry, LetterboxResize):
        return "multi_label" if said.get("task") == "multi_label" else "classification"
    return "instance" if len(session.get_outputs()) == len(OUTLINED) else "detection"


def _expected_shapes(geometry: Resize | LetterboxResize, classes: int, outputs: int) -> tuple:
    """The shapes that a file gives."""
    if not isinstance(geometry, LetterboxResize):
        return ([1, classes],)
    return OUTLINED if outputs == len(OUTLINED) else OUTLINED[:2]


def _matches_shape(shape: list, wanted: list) -> bool:
    """Whether a shape with open sides (names or None) can be the wanted one, in which None is any length."""
    same = (not isinstance(a, int) or b is None or a == b for a, b in zip(shape, wanted, strict=False))
    return len(shape) == len(wanted) and all(same)


def _read_self_contained(path: Path) -> bytes | str:
    """The bytes of a file that needs no other; the name of a large one, since a session keeps the bytes that it is
    given.
    """
    if not path.is_file():
        names = [each.name for each in path.parent.glob("*.onnx")] if path.parent.is_dir() else []
        raise FileMissing("model_file_missing", path=path.as_posix(), guess=suggest_nearest(path.name, names))
    if path.stat().st_size > MOST_BYTES:
        raise BadModelFile("bad_model_file", path=path.as_posix())
    data = path.read_bytes()
    try:
        outside = has_external_data(data)
    except CorruptOnnx:
        raise BadModelFile("bad_model_file", path=path.as_posix()) from None
    if outside:
        raise BadModelFile("model_points_outside", path=path.as_posix())
    # The name only where it is plain: onnxruntime cannot open every Chinese path on Windows.
    return str(path) if len(data) > LARGE and str(path).isascii() else data


def _select_providers(wanted: str | None) -> list[str]:
    import onnxruntime

    here = {name.removesuffix("ExecutionProvider").lower(): name for name in onnxruntime.get_available_providers()}
    if wanted is None or str(wanted).lower() == "auto":
        return [name for key, name in here.items() if key in ("cuda", "cpu")]
    if str(wanted).lower() not in here:
        names = ", ".join(key.upper() for key in here)
        raise BadValue(
            "unknown_choice", argument="provider", value=wanted, guess=suggest_nearest(wanted, here), names=names
        )
    return [here[str(wanted).lower()]]

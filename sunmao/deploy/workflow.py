"""Using a model file by onnxruntime alone: no training engine is needed, nor imported."""

import json
from pathlib import Path

from ..errors import BadModelFile, BadValue, FileMissing
from ..strict import did_you_mean
from ..vision.recognizing import Recognizer


class Workflow(Recognizer):
    """A model file, ready for use.

    Args:
        checkpoint: an ONNX file written by Sunmao or MMEdu.
        task: accepted for the textbook's `task='mmedu'`; the file itself says what it is.
        provider: 'CPU', 'CUDA' …; None: the best that is there.
        threads: how many processor cores may be used; None: all.

    Raises: FileMissing (with the nearest name), BadModelFile.

    Example:
        model = Workflow(checkpoint='models/digits.onnx')
        result = model.inference(image='data/digits/test_set/3/17.png')
    """

    def __init__(self, checkpoint, *, task: str | None = None, provider: str | None = None, threads: int | None = None):
        super().__init__()
        self._path = Path(checkpoint)
        self._session = _session(self._path, provider, threads)
        self._model_info, self._sunmao_info = _information(self._session, self._path)
        self._classes = [str(label) for label in self._model_info["classes"]]
        self._geometry = _geometry(self._model_info["modelname"], self._path)

    @property
    def checkpoint(self) -> str:
        """The model file."""
        return self._path.as_posix()

    @property
    def backbone(self) -> str:
        """The network's true name."""
        return self._sunmao_info.get("name", self._model_info["modelname"])

    @property
    def classes(self) -> list[str]:
        """The labels that the model tells apart, in the order of their numbers."""
        return list(self._classes)

    def inference(self, image=None, show: bool = False, *, data=None, **more):
        """Say what is in a picture; `data` is the textbook's name for `image`. See `Recognizer.inference`."""
        if image is None and data is None:
            raise BadValue("no_image_given")
        return super().inference(data if image is None else image, show=show, **more)

    def as_events(self):
        """What the model file is, as a table."""
        from ..tables import Table
        from ..texts import text

        rows = [[text("model_name"), self.backbone], [text("file"), self.checkpoint], [text("label"), ", ".join(self._classes)]]
        yield from Table([text("mark"), text("value")], rows, title=self._path.name).as_events()

    def __repr__(self) -> str:
        return f"Workflow(checkpoint={self.checkpoint!r})"

    def _labels(self) -> list[str]:
        return self._classes

    def _scores(self, pictures: list):
        import numpy as np

        # One at a time: the contract's files take one picture.
        rows = [
            self._session.run(None, {self._input: self._geometry.normalised(self._geometry.prepare(each)[None])})[0]
            for each in pictures
        ]
        return np.concatenate(rows)

    @property
    def _input(self) -> str:
        return self._session.get_inputs()[0].name


def _session(path: Path, provider: str | None, threads: int | None):
    import onnxruntime

    if not path.is_file():
        names = [each.name for each in path.parent.glob("*.onnx")] if path.parent.is_dir() else []
        raise FileMissing("model_file_missing", path=path.as_posix(), guess=did_you_mean(path.name, names))
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    if threads:
        options.intra_op_num_threads = int(threads)
    # Bytes, not the name: onnxruntime cannot open every Chinese path on Windows.
    try:
        return onnxruntime.InferenceSession(path.read_bytes(), options, providers=_providers(provider))
    except Exception:  # onnxruntime's own exceptions have no common base
        raise BadModelFile("bad_model_file", path=path.as_posix()) from None


def _providers(wanted: str | None) -> list[str]:
    import onnxruntime

    here = {name.removesuffix("ExecutionProvider").lower(): name for name in onnxruntime.get_available_providers()}
    if wanted is None or str(wanted).lower() == "auto":
        return [name for key, name in here.items() if key in ("cuda", "cpu")]
    if str(wanted).lower() not in here:
        names = ", ".join(key.upper() for key in here)
        raise BadValue("unknown_choice", argument="provider", value=wanted, guess=did_you_mean(wanted, here), names=names)
    return [here[str(wanted).lower()]]


def _information(session, path: Path) -> tuple[dict, dict]:
    """What the file says of itself: MODEL_INFO, and SUNMAO_INFO where we wrote it."""
    data = session.get_modelmeta().custom_metadata_map
    try:
        model, ours = json.loads(data["MODEL_INFO"]), json.loads(data.get("SUNMAO_INFO", "{}"))
        if isinstance(model["classes"], list) and isinstance(model["modelname"], str) and isinstance(ours, dict):
            return model, ours
    except (KeyError, TypeError, ValueError):
        pass
    raise BadModelFile("foreign_model_file", path=path.as_posix(), name="?")


def _geometry(name: str, path: Path):
    from ..models.preparation import GEOMETRIES

    if name not in GEOMETRIES:
        raise BadModelFile("foreign_model_file", path=path.as_posix(), name=name)
    return GEOMETRIES[name]

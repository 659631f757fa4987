"""Using a model file by onnxruntime alone: no training engine is needed, nor imported."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.core.atomic_files import display_path, require_path
from sunmao.deploy.backends.registry import find_backend
from sunmao.deploy.fitted_models.posture_file import PostureFile, open_posture_file
from sunmao.deploy.fitted_models.table_file import TableFile, open_table_file
from sunmao.deploy.fitted_models.window_file import WindowFile, open_window_file
from sunmao.deploy.foreign.yolo_model import CONFIDENCE, open_yolo_model
from sunmao.deploy.generic_model import GenericModel
from sunmao.deploy.onnx_session import open_session, read_information, read_resize, read_task
from sunmao.errors import BadModelFile, BadValue
from sunmao.inference.predictor import Predictor, finish_inference

if TYPE_CHECKING:
    import numpy as np

    from sunmao.tasks.object_detection.detections import Detections


CUSTOM = "custom"  # the task of files that follow no contract
FINDING = ("detection", "instance")  # tasks whose answers are things in a picture
BATCH = 16  # pictures that go together through a file that takes several


class Workflow(Predictor):
    """A model file, ready for use.

    Args:
        checkpoint: an ONNX file written by Sunmao or MMEdu, or by Ultralytics (detection and classification), or a file
            for OpenVINO, ncnn or LiteRT written by Sunmao; also one of postures, which takes a picture, or points, one
            of a table, which takes a row, and one of sounds or of motion.
        task: accepted for the textbook's `task='mmedu'`; the file itself says what it is. 'custom': any ONNX file,
            arrays in and arrays out, see `GenericModel`.
        provider: 'CPU', 'CUDA', 'DirectML' or 'CoreML', where they are; 'fastest': what a measurement of some seconds
            finds to be the quickest for this file here, with its threads, which is remembered; None: what was measured
            before, else the best that is there.
        threads: how many processor cores may be used; None: all, or as many as were measured to be the quickest.

    Raises: FileMissing (with the nearest name), BadModelFile, BackendMissing, BadValue.

    Example:
        model = Workflow(checkpoint='models/digits.onnx')
        result = model.inference(image='data/digits/test_set/3/17.png')
    """

    def __new__(
        cls, checkpoint: str | Path, *, task: str | None = None, provider: str | None = None, threads: int | None = None
    ) -> Any:
        """Any file is a `GenericModel` where the task says so."""
        if cls is Workflow and task == CUSTOM:
            return GenericModel(checkpoint, provider, threads)
        return super().__new__(cls)

    def __init__(
        self,
        checkpoint: Any,
        *,
        task: str | None = None,
        provider: str | None = None,
        threads: int | None = None,
    ) -> None:
        path = require_path("checkpoint", checkpoint)
        session = open_session(path, provider, threads)
        foreign = find_backend(path) is not None
        # What takes other samples than pictures.
        self._own: PostureFile | TableFile | WindowFile | None = None
        if not foreign:
            self._own = (
                open_posture_file(session, path) or open_table_file(session, path) or open_window_file(session, path)
            )
        self._yolo = None if foreign or self._own else open_yolo_model(session, path)
        prepared: Any  # how pictures become the input
        model: dict
        if self._own is not None:
            model, ours = {"modelname": self._own.name, "classes": self._own.classes}, self._own.said
            prepared, kind = None, ours["task"]
        elif self._yolo is not None:
            model, ours = {"modelname": self._yolo.said.name, "classes": list(self._yolo.said.classes)}, {}
            prepared, kind = self._yolo, self._yolo.task
        else:
            model, ours = read_information(session, path)
            prepared = read_resize(session, model, path)
            kind = read_task(session, model["modelname"], ours)
        super().__init__(kind)
        self._path, self._session, self._model_info, self._sunmao_info, self._geometry = (
            path,
            session,
            model,
            ours,
            prepared,
        )
        self._classes = [str(label) for label in self._model_info["classes"]]
        self._input = self._session.get_inputs()[0].name

    @property
    def checkpoint(self) -> str:
        """The model file."""
        return self._path.as_posix()

    @property
    def backbone(self) -> str:
        """The network's true name."""
        return self._sunmao_info.get("name", self._model_info["modelname"])

    @property
    def information(self) -> dict:
        """Facts that a file of Sunmao states of its making: 'image_size', 'preprocessing', 'parity', 'data' …; else
        empty.
        """
        return dict(self._sunmao_info)

    @property
    def classes(self) -> list[str]:
        """The labels that the model tells apart, in the order of their numbers."""
        return list(self._classes)

    def inference(self, image: Any = None, show: bool = False, *, data: Any = None, **more: Any) -> Any:
        """Say what is in a picture; `data` is the textbook's name for `image`. See `Predictor.inference`; of a file of
        postures `PointsClassification.inference`, where points may also be given as `data`; of a table's
        `TableModel.inference`, of sounds `SoundClassification.inference`, of motion `MotionClassification.inference`.
        """
        given = data if image is None else image
        if self._own is not None:
            return self._infer_own(self._own, given, show, **more)
        if given is None:
            raise BadValue("no_image_given")
        return super().inference(given, show=show, **more)

    def evaluate(self, split: str | None = None, path: Any = None, **more: Any) -> Any:
        """Test the file on samples whose labels are known, as `Model.evaluate`. path: of a file of postures that takes
        points also folders of pictures, of which it takes the points; of a table's a CSV file, a workbook or a Table.
        """
        if self._own is not None and path is not None:
            path = self._own.open_dataset(path)
        return super().evaluate(split, path, **more)

    def as_events(self) -> Iterator[Any]:
        """Describe the model file as a table."""
        from sunmao.tabular.table import Table
        from sunmao.texts import get_text

        rows = [
            [get_text("model_name"), self.backbone],
            [get_text("file"), self.checkpoint],
            [get_text("label"), ", ".join(self._classes)],
        ]
        yield from Table([get_text("mark"), get_text("value")], rows, title=self._path.name).as_events()

    def __repr__(self) -> str:
        return f"Workflow(checkpoint={self.checkpoint!r})"

    def _labels(self) -> list[str]:
        return self._classes

    def _about(self) -> dict:
        return {"confidence": CONFIDENCE} if self._yolo is not None else self._sunmao_info

    def _list_training_data(self) -> list[str]:
        return [(self._sunmao_info.get("data") or {}).get("path", "")]

    def _get_tested_path(self) -> str:
        return display_path(self._path)

    def _infer_own(
        self,
        own: PostureFile | TableFile | WindowFile,
        given: Any,
        show: bool,
        *,
        save_fold: str | None = None,
        **more: Any,
    ) -> Any:
        asked = {name: more.pop(name) for name in own.options if name in more}
        self._prepare(**more)
        result = own.infer(given, self._answering, self._names(), **asked)
        self._last = [result]
        finish_inference(result, show, save_fold)
        return result

    def _look(self, pictures: list) -> Any:
        import numpy as np

        if self._own is not None:
            return np.stack([self._own.score(each) for each in pictures])

        # One at a time: the contract's files take one picture; others may take several.
        if self.task in FINDING:
            return [self._detect(each, later=len(pictures) == 1) for each in pictures]
        shape = self._session.get_inputs()[0].shape
        if not isinstance(shape[0], int) and len(pictures) > 1 and self.task != "semantic":
            starts = range(0, len(pictures), BATCH)
            return np.concatenate([self._answer_batch(pictures[start : start + BATCH]) for start in starts])
        rows = [self._score(self._geometry.prepare(each)[None]) for each in pictures]
        if self.task == "semantic":
            from sunmao.tasks.semantic_segmentation.painting import paint_scores

            return [paint_scores(row[0], each.shape[1::-1]) for row, each in zip(rows, pictures, strict=True)]
        return rows[0] if len(rows) == 1 else np.concatenate(rows)

    def _answer_batch(self, pictures: list) -> "np.ndarray":
        """Scores, (N, C), of pictures that go through together."""
        import numpy as np

        return self._score(np.stack([self._geometry.prepare(each) for each in pictures]))

    def _score(self, prepared: Any) -> "np.ndarray":
        """The first output, of prepared pictures."""
        rows = self._run(self._geometry.normalize(prepared))[0]
        return rows if self._yolo is None else self._yolo.read_scores(rows)

    def _detect(self, picture: Any, later: bool) -> "Detections":
        """Things that the file finds in a picture, `Detections`; its outlines maybe only when someone looks at them."""
        from sunmao.deploy.output_parsing import InvalidModelOutput

        try:
            if self._yolo is not None:
                return self._yolo.detect(self._run, picture, later)
            return self._parse(picture, later)
        except InvalidModelOutput:
            raise BadModelFile("bad_model_file", path=self.checkpoint) from None

    def _parse(self, picture: Any, later: bool) -> "Detections":
        from sunmao.deploy.output_parsing import parse_detections

        prepared = self._geometry.prepare(picture)
        given = self._geometry.normalize(prepared[None])
        outputs = self._run(given)
        # Our graphs tell boxes as if the picture filled all that came in; others count the pixels that were filled up,
        # too.
        height, width = given.shape[2:] if self._sunmao_info else prepared.shape[:2]
        if len(outputs) == 3 and not self._sunmao_info and outputs[2].shape[2:] == given.shape[2:]:
            outputs[2] = outputs[2][:, :, :height, :width]
        return parse_detections(outputs, len(self._classes), (width, height), picture.shape[1::-1], later)

    def _list_explanation_methods(self) -> list[str]:
        from sunmao.deploy.class_activation import open_class_activation

        plain = self.task == "classification" and find_backend(self._path) is None and self._yolo is None
        own = plain and open_class_activation(self._path)
        return ["cam", "occlusion"] if own else ["occlusion"]

    def _compute_activation_map(self, picture: Any, number: int, method: str) -> "np.ndarray":
        from sunmao.deploy.class_activation import open_class_activation
        from sunmao.explanation.heat_map import restore_geometry

        activation = open_class_activation(self._path)
        assert activation is not None  # else this method is not listed
        inputs = self._geometry.normalize(self._geometry.prepare(picture)[None])
        return restore_geometry(activation.compute(inputs, number), self._geometry, *picture.shape[:2])

    def _run(self, given: Any) -> list:
        try:
            return self._session.run(None, {self._input: given})
        except Exception:  # onnxruntime's own exceptions have no common base
            raise BadModelFile("bad_model_file", path=self.checkpoint) from None

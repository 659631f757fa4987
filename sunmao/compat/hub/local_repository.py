"""`Workflow(repo='D:/my_model')`: a folder of one's own with `model.onnx` and the functions of `data_process.py`."""

import runpy
from inspect import signature
from pathlib import Path
from typing import Any

from sunmao.compat.argument_types import FilePath
from sunmao.compat.hub.files import AnyFile, FileWorkflow
from sunmao.errors import BadValue

MODEL, PROGRAM = "model.onnx", "data_process.py"


def is_folder(repo: Any) -> bool:
    """Whether a `repo` names a folder rather than a model of a site: 'user/name' is both, and a folder if there is one."""
    text = str(repo)
    return Path(text).is_dir() or Path(text).is_absolute() or "\\" in text or text.startswith(".") or ":" in text[:3]


class LocalRepository(FileWorkflow):
    """A folder as its author means it: `inference(data)` of its program, or `preprocess` and `postprocess` around its
    model. The program is the pupil's own, as a module that is imported is.

    Raises: BadValue, where the folder or both of its files are missing.
    """

    def __init__(self, repo: FilePath) -> None:
        super().__init__()
        folder = Path(str(repo))
        program, model = folder / PROGRAM, folder / MODEL
        if not folder.is_dir() or not (program.is_file() or model.is_file()):
            raise BadValue("hub_no_repository", path=folder.as_posix())
        self._steps = runpy.run_path(str(program)) if program.is_file() else {}
        self._own = self._steps.get("inference")
        if self._own is None and not model.is_file():
            raise BadValue("hub_no_repository", path=folder.as_posix())
        self._model = AnyFile(model) if self._own is None else None

    def _compute(self, data: Any, **more: Any) -> Any:
        if self._own is not None:
            return self._own(data, **more)
        after = self._steps.get("postprocess")
        if after is not None and len(signature(after).parameters) < 2:
            finish = after
            after = lambda outputs, _: finish(outputs)  # noqa: E731  # lessons print it with one argument, too
        assert self._model is not None  # one of the two is there
        return self._model._compute(data, self._steps.get("preprocess"), after)

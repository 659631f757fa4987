"""A trained model written smaller beside itself, for a comparison of the files."""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sunmao.server.errors import HttpProblem
from sunmao.server.models.model_files import ModelFiles
from sunmao.server.storage import file_names

WHOLE, METHODS = "", ("int8", "float16")


@dataclass(frozen=True)
class CompressionPlan:
    """Plan of the files of a smaller model. weights: the path of the trained weights; files: {how: path} of what is to
    be there, how: `WHOLE` or a method; missing: those that are not there yet.
    """

    weights: str
    files: dict[str, str]
    missing: tuple[str, ...]


def plan_compression(models: ModelFiles, project: Path, path: str) -> CompressionPlan:
    """Plan the files that are to be written to make a model of the project smaller. Raises HttpProblem 404, and 409
    where its weights are not there: a smaller file is made of them.
    """
    rows = models.rows(project)
    row = next((each for each in rows if each["path"] == path and not each.get("damaged")), None)
    if row is None:
        raise HttpProblem(404, "no_file")
    same = [each["path"] for each in rows if each is row or _is_same_model(each, row)]
    weights = path if row["kind"] == "pth" else next((each for each in same if each.endswith(".pth")), None)
    if weights is None:
        raise HttpProblem(409, "no_weights")
    stem = min((each.removesuffix(".onnx") for each in same if each.endswith(".onnx")), key=len, default="")
    files = _name_files(stem or f"models/{_name_model(weights)}")
    strangers = {each["path"] for each in rows} - set(same)
    if strangers & set(files.values()):
        taken = [each.rpartition(".")[0].removesuffix(f"-{how}") for each in strangers for how in (WHOLE, *METHODS)]
        files = _name_files(file_names.find_free_name(files[WHOLE].removesuffix(".onnx"), taken))
    return CompressionPlan(weights, files, tuple(how for how, file in files.items() if file not in same))


def compress_model(studio: Any, folder: str, weights: str, dataset: str, files: dict[str, str]) -> dict:
    """Write the model of a weights file as ONNX files.

    Args:
        studio: is told how far it is. folder: of the project, below which the other paths are.
        dataset: the folder of the data set that it learned from; its pictures are what is measured with.
        files: {how: path}, see `CompressionPlan`.

    Returns: {'files': the paths that were written}. Raises: NotConverted, BadData, BadModelFile, EngineMissing.
    """
    from sunmao.server.models.open_model import open_model

    with contextlib.chdir(folder):
        for done, (how, path) in enumerate(files.items()):
            studio.progress(done, len(files))
            model = open_model(Path(weights))
            model.load_dataset(dataset)
            if how == WHOLE:
                model.convert(path)
            else:
                model.quantize(path, method=how)
    studio.progress(len(files), len(files))
    return {"files": list(files.values())}


def _is_same_model(row: dict, other: dict) -> bool:
    """Whether two files come from the same epoch of the same training."""
    keys = ("trained", "epoch", "model")
    return row.get("trained") is not None and all(row.get(key) == other.get(key) for key in keys)


def _name_files(stem: str) -> dict[str, str]:
    return {how: f"{stem}-{how}.onnx" if how else f"{stem}.onnx" for how in (WHOLE, *METHODS)}


def _name_model(weights: str) -> str:
    """The folder of a training is called like its data set; weights that lie alone have a name of their own."""
    *_, folder, name = weights.split("/")
    return name.rpartition(".")[0] if folder in ("models", "checkpoints") else folder

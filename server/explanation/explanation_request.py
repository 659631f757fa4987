"""Inputs of an explanation: the model file that was tested, and the pictures that it learned from."""

import re
from pathlib import Path

from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.dataset_store import DatasetStore
from sunmao.server.errors import HttpProblem
from sunmao.server.models.model_files import ModelFiles, get_kind
from sunmao.server.projects.project_files import MODEL_FOLDERS

CLASSIFYING, FINDING = ("classification",), ("detection", "instance")  # tasks of the models that are asked
DATASET = re.compile(r"data/([^/]+)(?:/|$)")


def find_model_file(
    models: ModelFiles, folder: Path, tested: str, classes: list[str], tasks: tuple[str, ...] = CLASSIFYING
) -> tuple[str, bool] | None:
    """Find the model file whose answers are explained.

    Args:
        folder: of the project.
        tested: the file that a test named, or ''.
        classes: of that test.
        tasks: those that the model may have learned.

    Returns: (path, whether it is the file that was tested): else the last changed one that knows the same classes,
        first of those in its folder; None where there is none.
    """
    in_place = tested.partition("/")[0] in MODEL_FOLDERS and get_kind(tested) is not None
    row = models.describe(folder, tested) if in_place else None
    if row is not None and may_have_learned(row, tasks) and row.get("classes") in (None, classes):
        return tested, True
    others = [
        row["path"] for row in models.rows(folder) if may_have_learned(row, tasks) and row.get("classes") == classes
    ]
    # A training that went on has put better weights in their place; those of its last epoch are the second choice.
    beside, _, _ = tested.rpartition("/")
    others.sort(key=lambda path: (path.rpartition("/")[0] != beside, path.endswith("/latest.pth")))
    return (others[0], False) if others else None


def may_have_learned(row: dict, tasks: tuple[str, ...]) -> bool:
    """Whether a row of `ModelFiles` may be that of a model for one of these tasks."""
    return not row.get("damaged") and row.get("task") in (None, *tasks)


def locate_training_set(
    sets: DatasetStore, models: ModelFiles, project: str, folder: Path, model: str, path: str
) -> DatasetLocation | None:
    """Find the data set that a model learned from: what its file says, else that of the picture `path`; None where
    neither is one of the project.
    """
    data = (models.describe(folder, model) or {}).get("data") or {}
    for named in (data.get("path"), path):
        found = DATASET.match(named) if isinstance(named, str) else None
        if found is not None:
            try:
                return sets.locate(project, folder, found[1])
            except HttpProblem:
                continue
    return None

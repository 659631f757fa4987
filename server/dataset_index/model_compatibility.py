"""Whether models are given data sets that they can learn from: said on the block, before the program runs."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from sunmao.codegen.problems import ERROR, WARNING, Problem, make_problem
from sunmao.codegen.program import CompiledProgram
from sunmao.codegen.texts import ADVICE, LABELED
from sunmao.data.builtin.samples import OTHER_SAMPLES, SAMPLES
from sunmao.data.number_labels import parse_number
from sunmao.server.dataset_index.index_db import DatasetLocation, list_names
from sunmao.server.dataset_index.picker_options import get_labels
from sunmao.tasks.registry import TASKS

# The block of a model that learns from such a data set.
FITTING = {
    "classification": "model_classification",
    "multi_label": "model_multi_label",
    "detection": "model_detection",
    "instance": "model_detection",
    "semantic": "model_semantic_segmentation",
    "regression": "model_regression",
    "text_classification": "words_model",
    "points_classification": "model_points",
    "sound_classification": "sound_model",
    "motion_classification": "motion_model",
    "table_classification": "table_model",
    "table_regression": "table_model",
}


def add_problems(program: CompiledProgram, folder: Path) -> CompiledProgram:
    """The program with what is said of the data sets in the project's folder."""
    found = list(_find_problems(program, folder))
    return replace(program, problems=[*program.problems, *found]) if found else program


def _find_problems(program: CompiledProgram, folder: Path) -> Iterator[Problem]:
    for each in program.dataset_bindings:
        task, classes = get_dataset_labels(folder, each.path)
        fitting = task in TASKS[each.task].dataset_tasks
        if each.task == "regression" and task == "classification":
            fitting = None not in map(parse_number, classes)  # folders that are called as numbers
        if task in LABELED and not fitting:
            level = ERROR if each.surely else WARNING
            problem = make_problem(
                each.block,
                "other_data",
                level,
                path=each.path[:80],
                has=LABELED[task],
                wants=LABELED[each.task],
                advice=ADVICE[task],
            )
            boxable = each.task == "detection" and (folder / each.path).exists()  # not a sample that nobody can edit
            yield replace(problem, fits=FITTING.get(task, ""), boxes=each.path if boxable else "")


def get_dataset_labels(folder: Path, path: str) -> tuple[str | None, Collection[str]]:
    """The task and the classes of a data set of the project or of a sample that it has not made yet; (None, ()) where
    they are not known.
    """
    parts = PurePosixPath(path).parts
    if len(parts) == 2 and parts[0] == "data":
        if parts[1] in list_names(folder / "data"):
            return get_labels(DatasetLocation("", folder / "data", parts[1]))
        sample = (SAMPLES | OTHER_SAMPLES).get(parts[1])
        if sample and not (folder / path).exists():
            return sample.task, sample.classes
    return None, ()

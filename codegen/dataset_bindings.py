"""Bindings of data sets to models, read from a program's blocks: what lies in a data set only the project's folder
tells.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sunmao.codegen.nodes import Node
from sunmao.codegen.variable_usage import READERS, VariableUsage

MODELS = {
    "Classifier": "classification",
    "PictureNetwork": "classification",
    "Tagger": "multi_label",
    "Detector": "detection",
    "Segmenter": "instance",
    "Painter": "semantic",
    "Regressor": "regression",
    "TextClassifier": "text_classification",
    "PointsClassifier": "points_classification",
    "SoundClassifier": "sound_classification",
    "MotionClassifier": "motion_classification",
}  # types of models → what they learn
GIVEN = {
    "model_load_dataset": "path",
    "test_model": "path",
}  # blocks that give a model a data set, and the hole of that
OF = {
    "data_open": "path",
    "data_collect_classes": "path",
    "data_filter": "dataset",
}  # blocks that are the data set in a hole
LITERALS = {"text": "TEXT", "pick_dataset": "value"}
_OWN_PYTHON = {"program_python", "program_python_value"}


@dataclass(frozen=True)
class DatasetBinding:
    """A model gets a data set. block: the id of the block; task: what the model learns; path: of the data set, as it
    was written;
    surely: no Python of the child's may change either."""

    block: str
    task: str
    path: str
    surely: bool


def find_dataset_bindings(variables: VariableUsage) -> list[DatasetBinding]:
    """Each model with a data set, where both are sure without running the program."""
    sources: dict[str, list[Node | None]] = {}
    for _, variable, source in variables.assignments:
        sources.setdefault(variable.id, []).append(source if isinstance(source, Node) else None)
    surely = not _OWN_PYTHON & {node.type for node in variables.nodes}
    found = [
        (node, MODELS.get(variables.type_of(node.child("model")) or ""), _find_path(node, sources))
        for node in variables.nodes
        if _binds_dataset(node)
    ]
    return [DatasetBinding(node.id, task, path, surely) for node, task, path in found if task and path and node.id]


def _binds_dataset(node: Node) -> bool:
    """Does a block give its model a data set? An option that was not added gives none."""
    hole = GIVEN.get(node.type)
    if hole is None:
        return False
    added = node.extra.get("more")
    return any(each.name == hole for each in node.declaration.holes) or (isinstance(added, list) and hole in added)


def _find_path(node: Node, sources: dict[str, Any]) -> str | None:
    """Find the path of the data set that a block gives; None where only the running program knows."""
    found = set(_find_paths(node, GIVEN[node.type], sources, set()))
    return found.pop() if len(found) == 1 else None


def _find_paths(node: Node, hole: str, sources: dict[str, Any], seen: set[str]) -> Iterator[str | None]:
    """Find the paths that the data set in a hole may have. seen: the variables that were followed: one may be made of
    itself.
    """
    child = node.child(hole)
    if child is None:
        declared = node.declaration.hole(hole)
        default = declared.default if declared else None
        yield default if isinstance(default, str) else None
    elif child.type not in READERS:
        yield from _find_paths_of(child, sources, seen)
    elif (variable := child.field("VAR").id) not in seen:
        seen.add(variable)
        for source in sources.get(variable, [None]):
            yield from _find_paths_of(source, sources, seen)


def _find_paths_of(source: Node | None, sources: dict[str, Any], seen: set[str]) -> Iterator[str | None]:
    if source is not None and source.type in OF:
        yield from _find_paths(source, OF[source.type], sources, seen)
    elif source is not None and source.type == "data_sample":
        yield f"data/{source.field('name')}"
    else:
        yield source.field(LITERALS[source.type]).strip() if source is not None and source.type in LITERALS else None

"""The kinds of learning, one line each."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from sunmao.tasks.image_task import ImageTask
from sunmao.tasks.task import Task


@dataclass(frozen=True)
class TaskEntry:
    """place: where a `Task` is, model_class: where the public class is that learns it, both imported when they are
    asked for. dataset_tasks: the kinds of data sets that it learns from, the nearest first: an outline has a box, a box
    has no outline; folders may be called as numbers; points are found in pictures. layered_class: where the class of
    networks of layers is that learn it, '' where there is none.
    """

    place: str
    model_class: str
    dataset_tasks: tuple[str, ...]
    layered_class: str = ""


_ROW_NETWORK = "sunmao.nets.row_network:RowNetwork"
# By their names, as in weights and messages.
TASKS = {
    "classification": TaskEntry(
        "sunmao.tasks.classification.task:ClassificationTask",
        "sunmao.vision:Classification",
        ("classification",),
        "sunmao.nets.picture_network:PictureNetwork",
    ),
    "multi_label": TaskEntry(
        "sunmao.tasks.multi_label.task:MultiLabelTask", "sunmao.vision:MultiLabel", ("multi_label",)
    ),
    "detection": TaskEntry(
        "sunmao.tasks.object_detection.task:DetectionTask", "sunmao.vision:Detection", ("detection", "instance")
    ),
    "instance": TaskEntry(
        "sunmao.tasks.instance_segmentation.task:InstanceSegmentationTask", "sunmao.vision:Segmentation", ("instance",)
    ),
    "semantic": TaskEntry(
        "sunmao.tasks.semantic_segmentation.task:SemanticSegmentationTask",
        "sunmao.vision:SemanticSegmentation",
        ("semantic", "instance"),
    ),
    "regression": TaskEntry(
        "sunmao.tasks.image_regression.task:ImageRegressionTask",
        "sunmao.vision:ImageRegression",
        ("regression", "classification"),
    ),
    "text_classification": TaskEntry(
        "sunmao.tasks.text_classification.task:TextClassificationTask",
        "sunmao.language:TextClassification",
        ("text_classification",),
    ),
    "sound_classification": TaskEntry(
        "sunmao.tasks.sound_classification.task:SoundClassificationTask",
        "sunmao.sound:SoundClassification",
        ("sound_classification",),
    ),
    "motion_classification": TaskEntry(
        "sunmao.tasks.motion_classification.task:MotionClassificationTask",
        "sunmao.motion:MotionClassification",
        ("motion_classification",),
    ),
    "points_classification": TaskEntry(
        "sunmao.tasks.points_classification.task:PointsClassificationTask",
        "sunmao.vision:PointsClassification",
        ("points_classification", "classification"),
    ),
    "table_classification": TaskEntry(
        "sunmao.tasks.table_classification.task:TableClassificationTask",
        "sunmao.tables:TableClassification",
        ("table_classification",),
        _ROW_NETWORK,
    ),
    "table_regression": TaskEntry(
        "sunmao.tasks.table_regression.task:TableRegressionTask",
        "sunmao.tables:TableRegression",
        ("table_regression",),
        _ROW_NETWORK,
    ),
}


def make_task(name: str) -> Task:
    """A task of this name, which remembers what one model says of itself. Raises KeyError for an unknown name."""
    task = _load(TASKS[name].place)()
    task.dataset_tasks = TASKS[name].dataset_tasks
    return task


def make_image_task(name: str) -> ImageTask:
    """As `make_task`, of a kind that learns from pictures. Raises TypeError for another one."""
    task = make_task(name)
    if not isinstance(task, ImageTask):
        raise TypeError(f"{name!r} does not learn from pictures")
    return task


def load_model_class(name: str) -> Any:
    """The public class that learns this kind, a `LearnableModel`. Raises KeyError for an unknown name."""
    return _load(TASKS[name].model_class)


def load_layered_class(name: str) -> Any:
    """The class of networks of layers that learn this kind; None where there is none. Raises KeyError as the others."""
    place = TASKS[name].layered_class
    return _load(place) if place else None


def _load(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)

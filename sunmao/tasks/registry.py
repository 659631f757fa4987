"""The kinds of learning, one line each."""

from importlib import import_module

from sunmao.tasks.task import Task

# Name, as in weights and messages → where its `Task` is; imported when it is asked for.
TASKS = {
    "classification": "sunmao.tasks.classification.task:ClassificationTask",
    "multi_label": "sunmao.tasks.multi_label.task:MultiLabelTask",
    "detection": "sunmao.tasks.object_detection.task:DetectionTask",
    "instance": "sunmao.tasks.instance_segmentation.task:InstanceSegmentationTask",
    "semantic": "sunmao.tasks.semantic_segmentation.task:SemanticSegmentationTask",
    "regression": "sunmao.tasks.image_regression.task:ImageRegressionTask",
}


def make_task(name: str) -> Task:
    """A task of this name, which remembers what one model says of itself. Raises KeyError for an unknown name."""
    module, _, kind = TASKS[name].partition(":")
    return getattr(import_module(module), kind)()

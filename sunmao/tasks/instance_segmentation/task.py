"""The kind of learning that finds things in pictures and outlines them."""

from sunmao.tasks.object_detection.task import DetectionTask


class InstanceSegmentationTask(DetectionTask):
    """Things, their boxes and their outlines; boxes alone have no outlines to learn from."""

    name = "instance"
    dataset_tasks = ("instance",)
    model_class = "Segmentation"

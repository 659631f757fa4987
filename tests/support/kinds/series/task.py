"""The kind of learning that tells movements apart."""

from sunmao.tasks.classification.label_task import LabelTask


class MovementTask(LabelTask):
    """One label a movement."""

    name, sample_kind = "movements", "series"

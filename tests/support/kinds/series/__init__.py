"""Series of three curves, learned by a network that the program gives: what the kind registers."""

from sunmao.tasks.registry import TaskEntry
from tests.support.kinds.registration import Registration
from tests.support.kinds.series.folders import SERIES_FOLDERS

HERE = __name__
SERIES = Registration(
    ("series", f"{HERE}.samples:SeriesSamples"),
    SERIES_FOLDERS,
    ("movements", TaskEntry(f"{HERE}.task:MovementTask", f"{HERE}.model:MovementModel", ("movements",))),
    {"task_movements": ("认动作", "telling movements apart")},
)

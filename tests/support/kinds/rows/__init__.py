"""Rows of numbers without labels, put into heaps by k-means: what the kind registers."""

from sunmao.tasks.registry import TaskEntry
from tests.support.kinds.registration import Registration
from tests.support.kinds.rows.table import NUMBER_TABLE

HERE = __name__
ROWS = Registration(
    ("row", f"{HERE}.samples:RowSamples"),
    NUMBER_TABLE,
    ("clusters", TaskEntry(f"{HERE}.task:ClusterTask", f"{HERE}.model:ClusterModel", ("clusters",))),
    {"task_clusters": ("分堆", "clusters"), "spread": ("离中心多远", "distance from the center")},
)

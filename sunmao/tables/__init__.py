"""Tables of numbers and words: read, shown and learned from."""

from importlib import import_module
from typing import Any

_LAZY = {
    "Table": "sunmao.tabular.table",
    "TableClassification": "sunmao.tables.table_model",
    "TableModel": "sunmao.tables.table_model",
    "TableRegression": "sunmao.tables.table_model",
    "read_table": "sunmao.tables.open_tables",
    "sample_table": "sunmao.tables.open_tables",
}
__all__ = sorted(_LAZY)


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'sunmao.tables' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)

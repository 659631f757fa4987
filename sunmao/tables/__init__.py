"""Tables of numbers and words: read, shown and learned from."""

from sunmao.tables.open_tables import read_table, sample_table
from sunmao.tabular.table import Table

__all__ = ["Table", "read_table", "sample_table"]

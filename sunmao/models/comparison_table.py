"""Comparison of backbones by size, speed and use, as a table that a pupil can read."""

from collections.abc import Iterable
from typing import Any

from sunmao.models.model_spec import ModelSpec
from sunmao.tabular.table import Table
from sunmao.texts import get_text, language

BYTES = 4  # of a parameter in a file


def make_comparison_table(entries: Iterable[Any]) -> Table:
    """One row a backbone: how large its file is, how long it learns, whether it has learned before, when to use it."""
    columns = [get_text(key) for key in ("backbone", "megabytes", "pace", "learned_before", "when_to_use")]
    return Table(columns, [_make_row(entry) for entry in entries], title=get_text("backbones"))


def _make_row(entry: ModelSpec) -> list:
    learned = "learned_packaged" if entry.packaged else "learned_fetched" if entry.pretrained else "learned_no"
    size = round(entry.parameters * BYTES / 1e6, 1)
    return [entry.name, size, entry.seconds, get_text(learned), entry.advice[0 if language() == "zh" else 1]]

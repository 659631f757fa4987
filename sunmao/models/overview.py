"""Which backbone is good for what, as a table that a pupil can read."""

from ..tables import Table
from ..texts import language, text
from .entry import Entry

# Billions of multiplications for one picture, up to which a network is called so.
PACES = ((0.2, "pace_quickest"), (0.6, "pace_quick"), (2.5, "pace_slow"), (6.0, "pace_slowest"), (float("inf"), "pace_gpu"))
BYTES = 4  # of a parameter in a file


def overview(entries) -> Table:
    """One row a backbone: when to use it, how large its file is, how quick it is, whether it has learned before."""
    columns = [text(key) for key in ("backbone", "when_to_use", "megabytes", "pace", "learned_before")]
    return Table(columns, [_row(entry) for entry in entries], title=text("backbones"))


def _row(entry: Entry) -> list:
    said = entry.advice[0 if language() == "zh" else 1]
    pace = next(key for most, key in PACES if entry.work <= most)
    learned = "learned_packaged" if entry.packaged else "learned_fetched" if entry.pretrained else "learned_no"
    return [entry.name, said, round(entry.parameters * BYTES / 1e6, 1), text(pace), text(learned)]

"""Mending for a person: a running program is told what was done and how to take it back; what went wrong is a sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sunmao.data.check_dataset import report_progress
from sunmao.data.edits.edit_log import EditConflict
from sunmao.data.mend.mend_dataset import ALL, MendReport, mend_dataset
from sunmao.data.sources.detect_format import open_file_tree
from sunmao.errors import BadData
from sunmao.runtime.notices import show_notice
from sunmao.texts import LANGUAGES, get_both


def mend_with_notices(folder: Path, findings: Any = ALL) -> MendReport:
    """Mend a data set for a running program, which is told what was done. Args, Raises: as `mend_or_explain`."""
    report = mend_or_explain(folder, findings, report_progress)
    _show_report(report, folder.as_posix())
    return report


def mend_or_explain(
    folder: Path, findings: Any = ALL, on_progress: Callable[[int, int], None] | None = None
) -> MendReport:
    """Mend a data set as `mend_dataset` does; what can go wrong is always a sentence.

    Args:
        findings: as `mend_dataset` takes them; anything else is a BadValue.

    Raises: as `mend_dataset`, but BadData in place of EditConflict, and for a folder of archives.
    """
    if folder.is_dir() and not open_file_tree(folder).folder:
        raise BadData("packed_inside", path=folder.as_posix())
    words = findings if isinstance(findings, (str, list, tuple)) else [findings]
    try:
        return mend_dataset(folder, words, on_progress=on_progress)
    except EditConflict as conflict:
        raise BadData("mended_meanwhile", path=folder.as_posix(), count=len(conflict.paths)) from None


def sum_by_kind(report: MendReport) -> dict[str, tuple[int, int, int]]:
    """Table of what was mended, kind by kind: counts before and now, and of pictures that were edited.

    Example:
        >>> from sunmao.data.mend.mend_dataset import Mended
        >>> boxes = Mended('box_cut', 'boxes', 3, 0, 2, 'a'), Mended('box_empty', 'boxes', 1, 0, 1, 'b')
        >>> sum_by_kind(MendReport(boxes))
        {'boxes': (4, 0, 3)}
    """
    sums: dict[str, tuple[int, int, int]] = {}
    for each in report.mended:
        before, after, pictures = sums.get(each.kind, (0, 0, 0))
        sums[each.kind] = (before + each.before, after + each.after, pictures + each.pictures)
    return sums


def _show_report(report: MendReport, path: str) -> None:
    counts = [
        get_both("mended_count", name=get_both(f"mend_{kind}"), before=before, after=after)
        for kind, (before, after, _) in sum_by_kind(report).items()
    ]
    if counts:
        what = {lang: {"zh": "、", "en": ", "}[lang].join(each[lang] for each in counts) for lang in LANGUAGES}
        show_notice("mended", path=path, what=what)
    else:
        show_notice("nothing_to_mend", path=path)
    if report.left:
        show_notice("mend_left", level="warn", path=path, count=len(report.left))

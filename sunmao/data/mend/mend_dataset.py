"""Mending a data set: each finding by one edit of its log, which can be taken back alone."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from sunmao.core.strict import suggest_nearest
from sunmao.data.check_dataset import scan_dataset
from sunmao.data.edits.edit_log import EditLog
from sunmao.data.issue import Issue
from sunmao.data.mend.mend_plan import ASKED, MENDS, plan_with_result
from sunmao.errors import BadData, BadValue

KIND = "mend"  # of the edit in the log
ALL = "all"


@dataclass(frozen=True)
class Mended:
    """A finding that was mended.

    key: of the finding. kind: as in `MendPlan`. before, after: what it counted, and counts now. pictures: how many were
    edited. edit: the id of the entry in the log, by which it is taken back.
    """

    key: str
    kind: str
    before: int
    after: int
    pictures: int
    edit: str


@dataclass(frozen=True)
class MendReport:
    """Outcome of mending a data set. mended: in the order of the edits. left: what a check still finds. answer: how the
    data set is now, as in `CheckReport`.
    """

    mended: tuple[Mended, ...] = ()
    left: tuple[Issue, ...] = ()
    answer: str = "accept"

    def as_dict(self) -> dict:
        """For JSON: {'mended', 'left', 'answer'}."""
        mended, left = [asdict(each) for each in self.mended], [each.as_dict() for each in self.left]
        return {"mended": mended, "left": left, "answer": self.answer}


def mend_dataset(
    folder: str | Path,
    findings: str | Iterable[str] = ALL,
    on_progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> MendReport:
    """Check a data set and mend what is found; no picture and no file of labels is touched.

    Each finding takes one edit of kind 'mend' with the detail {'finding', 'before', 'after'}; `EditLog.undo` takes it
    back. Labels are never guessed.

    Args:
        folder: of the data set.
        findings: 'all', or a kind ('broken', 'duplicates', 'leaks', 'boxes', 'names', 'unclear', 'parts', 'uneven'), or
            the key of a finding, or several of these. 'uneven', for which good pictures go, is not among 'all'.
        on_progress, stop: as `scan_listing` takes them.

    Raises: BadValue for another word, BadData for what is no data set and for an archive, DataNotFound, ScanStopped,
    EditConflict where somebody edits the same pictures meanwhile, OSError when the log cannot be written.

    Example:
        >>> from sunmao.data.builtin.samples import make_sample
        >>> mend_dataset(make_sample('shapes', root='mended'), findings='duplicates')
        Prepared shapes to find: 300 pictures in mended/shapes.
        MendReport(mended=(), left=(), answer='accept')
    """
    keys, folder = list_keys(findings), Path(folder)
    if folder.is_file():
        raise BadData("still_packed", path=folder.as_posix())
    log = EditLog(folder)  # before the pictures are looked at: what someone edits meanwhile is a conflict
    scanned = scan_dataset(folder, on_progress=on_progress, stop=stop)
    seen, mended = log.version, []
    for key in keys:
        if planned := plan_with_result(scanned, key, asked=True):
            plan, scanned = planned
            detail = {"finding": key, "before": plan.before, "after": plan.after}
            edit = log.append(KIND, plan.changes, detail, seen)
            seen = log.version
            mended.append(Mended(key, plan.kind, plan.before, plan.after, len(plan.changes), edit.id))
    health = scanned.health
    return MendReport(tuple(mended), health.findings, health.answer)


def list_keys(findings: str | Iterable[str]) -> list[str]:
    """The keys of findings that are meant by words as `mend_dataset` takes them, in the order of mending.

    Example:
        >>> list_keys('leaks')
        ['leaked_pictures', 'alike_leaks']
    """
    words = [findings] if isinstance(findings, str) else list(findings)
    mends = {**MENDS, **ASKED}
    known = [ALL, *dict.fromkeys(kind for kind, _ in mends.values()), *mends]
    for word in words:
        if word not in known:
            guess = suggest_nearest(str(word), known)
            raise BadValue("unknown_mend", name=word, guess=guess, names=", ".join(known[: -len(mends)]))
    return [
        key for key, (kind, _) in mends.items() if key in words or kind in words or (ALL in words and key not in ASKED)
    ]

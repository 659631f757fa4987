"""Is a data set good to learn from? Every picture is opened once; each thing that is wrong has a sentence and its pictures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sunmao.runtime import session
from sunmao.errors import BadData, DataNotFound, SunmaoError
from sunmao.protocol.messages import Progress
from sunmao.runtime.notices import note
from sunmao.texts import LANGUAGES
from sunmao.data.checks.cross_image_checks import across, real_sizes
from sunmao.data.checks.issue import Finding
from sunmao.data.listing import Item, Listing, leave_out
from sunmao.data.checks.image_scan import Looks, look_at_all
from sunmao.data.sources.dataset_source import listed, picture_findings
from sunmao.data.checks.inspect_image import Look
from sunmao.data.sources.file_tree import Tree

COMPARED = 20_000  # pictures: to look for nearly equal ones among more takes too long
NAMED = 5  # of many files, so many are named


@dataclass(frozen=True)
class Health:
    """How a data set is. answer: 'accept' (nothing to say), 'warn' (usable; see the findings) or 'reject'.

    task, format: as in `Listing`, None where nothing could be read. classes: name → pictures with it. pictures, bytes: of those
    that can be used. findings: the worst first.
    """

    answer: str
    task: str | None = None
    format: str | None = None
    classes: dict[str, int] = field(default_factory=dict)
    pictures: int = 0
    bytes: int = 0
    findings: tuple[Finding, ...] = ()

    def as_dict(self) -> dict:
        """For JSON; the names are those of the fields."""
        return vars(self) | {"findings": [each.as_dict() for each in self.findings]}


@dataclass
class Subject:
    """A data set that was looked at. refusals: what was found while it was read, before any picture was opened.

    listing: without the pictures that cannot be used. findings: all of them.
    """

    tree: Tree
    listing: Listing
    looks: Looks
    refusals: list[Finding]
    findings: list[Finding]

    @property
    def health(self) -> Health:
        """How it is."""
        found = self.listing
        classes = dict.fromkeys(found.classes, 0)
        for item in found.items:
            for label in item.labels:
                classes[label] = classes.get(label, 0) + 1
        return Health(_answer(self.findings), found.task, found.format, classes, len(found.items), self.looks.bytes, _sorted(self.findings))


def check(source: str | Path | Tree, **watching) -> Health:
    """Look at a data set: a folder, a zip (nothing is unpacked), a file of labels, or a single picture.

    Args:
        watching: what `look_through` takes.

    Raises: DataNotFound when nothing is there; Stopped. What is wrong with the data set is no error but a finding.
    """
    try:
        found = listed(source)
        return look_through(*found, **watching).health if found else _single(Path(source))
    except DataNotFound:
        raise
    except SunmaoError as error:
        return Health("reject", findings=(Finding(error.key, error.params, "reject"),))


def inspected(source: str | Path | Tree, **watching) -> Subject:
    """Read a data set and open each of its pictures once. watching: what `look_through` takes.

    Raises: BadData for what is no data set at all, DataNotFound, Stopped.
    """
    found = listed(source)
    if found is None:
        raise BadData("one_picture", name=Path(source).name)
    return look_through(*found, **watching)


def look_through(
    tree: Tree,
    found: Listing,
    *,
    thumbnails: bool = False,
    alike: bool = True,
    on_picture: Callable[[Item, Look], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Subject:
    """Open each picture of a listing once; those that cannot be used are taken out of it.

    Args:
        thumbnails: make small pictures, for `on_picture`.
        alike: look for pictures of different parts that are nearly the same.
        on_picture: is given each item with what was seen of it.
        on_progress: is given how many pictures are done, of how many.
        stop: whether to stop; then Stopped is raised.
    """
    refusals = list(found.findings)
    looks = look_at_all(tree, found.items, thumbnails=thumbnails, alike=alike and found.divided and len(found.items) <= COMPARED, on_picture=on_picture, on_progress=on_progress, stop=stop)
    findings = refusals + looks.findings()
    if empty := leave_out(found, {tree.place(path) for path in looks.errors}):
        findings.append(Finding("empty_classes", {"names": ", ".join(empty)}, count=len(empty)))
    if looks.errors and not found.items:
        findings.append(Finding("all_damaged", {"path": tree.root.as_posix()}, "reject"))
    findings += real_sizes(found, tree, looks)
    return Subject(tree, found, looks, refusals, findings + across(found, tree, looks))


def _single(path: Path) -> Health:
    findings, size = picture_findings(path)
    answer = _answer(findings)
    return Health(answer, pictures=int(answer != "reject"), bytes=size, findings=_sorted(findings))


def _answer(findings: list[Finding]) -> str:
    levels = {each.level for each in findings}
    return "reject" if "reject" in levels else "warn" if levels else "accept"


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda each: each.level != "reject"))


def told(tree: Tree, found: Listing, alike: bool) -> tuple[list[Finding], set[Path]]:
    """Check a listing for a running program, which is told: each finding as a note, and how far it has come. alike: see `look_through`.

    Returns: the findings, and the files of the pictures that cannot be used, which are taken out of the listing.
    """
    subject = look_through(tree, found, alike=alike, on_progress=_tell)
    findings = _sorted(subject.findings)
    for finding in findings:
        note(finding.key, level="warn", **finding.holes)
    return list(findings), {tree.place(path) for path in subject.looks.errors}


def _tell(done: int, total: int) -> None:
    if done % 200 == 0:
        session.stopping_point()
        session.emit(Progress(done=done, total=total, unit="picture", task="data"))


def named(bad: list[tuple[Item, Exception]]) -> dict:
    """The names of damaged files, each with the reason: {'zh', 'en'}."""
    more = f" … (+{len(bad) - NAMED})" if len(bad) > NAMED else ""
    return {lang: ", ".join(_with_reason(item, error, lang) for item, error in bad[:NAMED]) + more for lang in LANGUAGES}


def _with_reason(item: Item, error, lang: str) -> str:
    name = f"{item.label}/{item.path.name}" if item.label else item.path.name
    return f"{name} ({error.title[lang]})"

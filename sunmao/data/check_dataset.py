"""Is a data set good to learn from? Every picture is opened once; each thing that is wrong has a sentence and its
pictures.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sunmao.data.checks.cross_image_checks import check_across, correct_sizes
from sunmao.data.checks.image_scan import ScanResult, scan_images
from sunmao.data.checks.inspect_image import ImageInspection
from sunmao.data.checks.settled_findings import drop_settled, find_inner_folder, read_decisions
from sunmao.data.edits.apply_edits import apply_edits
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.files.file_tree import FileTree
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample, drop_damaged
from sunmao.data.sources.dataset_source import check_image_file, list_source
from sunmao.errors import BadData, DataNotFound, SunmaoError
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.texts import LANGUAGES

COMPARED = 20_000  # pictures: to look for nearly equal ones among more takes too long
NAMED = 5  # of many files, so many are named


@dataclass(frozen=True)
class CheckReport:
    """State of a data set. answer: 'accept' (nothing to say), 'warn' (usable; see the findings) or 'reject'.

    task, format: as in `DatasetListing`, None where nothing could be read. classes: name → pictures with it. pictures,
    bytes: of those that can be used. findings: the worst first.
    """

    answer: str
    task: str | None = None
    format: str | None = None
    classes: dict[str, int] = field(default_factory=dict)
    pictures: int = 0
    bytes: int = 0
    findings: tuple[Issue, ...] = ()

    def as_dict(self) -> dict:
        """For JSON; the names are those of the fields."""
        return vars(self) | {"findings": [each.as_dict() for each in self.findings]}


@dataclass
class ScannedDataset:
    """A data set that was looked at. refusals: what was found while it was read, before any picture was opened.

    listing: without the pictures that cannot be used. corrected: what was found when these were taken out, and labels
    compared with the pictures' sizes. findings: all of them.
    """

    tree: FileTree
    listing: DatasetListing
    looks: ScanResult
    refusals: list[Issue]
    corrected: list[Issue]
    findings: list[Issue]

    @property
    def health(self) -> CheckReport:
        """Its answer."""
        found = self.listing
        classes = dict.fromkeys(found.classes, 0)
        for item in found.items:
            for label in item.labels:
                classes[label] = classes.get(label, 0) + 1
        return CheckReport(
            _get_verdict(self.findings),
            found.task,
            found.format,
            classes,
            len(found.items),
            self.looks.bytes,
            _sort_issues(self.findings),
        )

    def edit(self, changes: Mapping[str, PictureEdit]) -> "ScannedDataset":
        """The same data set after pictures were edited; none is opened again.

        changes: what is decided of each, by its path below the data set's folder.
        """
        looks = self.looks.drop({path for path, edit in changes.items() if edit.deleted})
        place = find_inner_folder(self.listing, self.tree)
        corrected = drop_settled(self.corrected, changes)
        if not looks.errors:
            corrected = [each for each in corrected if each.key != "empty_classes"]
        return _compare_images(
            self.tree,
            apply_edits(self.listing, changes, self.tree.root),
            looks,
            drop_settled(self.refusals, changes, place),
            corrected,
        )


def check(source: str | Path | FileTree, **watching: Any) -> CheckReport:
    """Look at a data set: a folder, a zip (nothing is unpacked), a file of labels, or a single picture.

    Args:
        watching: what `scan_listing` takes.

    Raises: DataNotFound when nothing is there; ScanStopped. What is wrong with the data set is no error but a finding.
    """
    try:
        found = list_source(source)
        return scan_listing(*found, **watching).health if found else _check_single_image(_get_path(source))
    except DataNotFound:
        raise
    except SunmaoError as error:
        return CheckReport("reject", findings=(Issue(error.key, error.params, "reject"),))


def scan_dataset(source: str | Path | FileTree, **watching: Any) -> ScannedDataset:
    """Read a data set and open each of its pictures once. watching: what `scan_listing` takes.

    Raises: BadData for what is no data set at all, DataNotFound, ScanStopped.
    """
    found = list_source(source)
    if found is None:
        raise BadData("one_picture", name=_get_path(source).name)
    return scan_listing(*found, **watching)


def _get_path(source: str | Path | FileTree) -> Path:
    assert not isinstance(source, FileTree)  # a tree always lists what is in it
    return Path(source)


def scan_listing(
    tree: FileTree,
    found: DatasetListing,
    *,
    thumbnails: bool = False,
    alike: bool = True,
    on_picture: Callable[[Sample, ImageInspection], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> ScannedDataset:
    """Open each picture of a listing once; those that cannot be used are taken out of it.

    Args:
        thumbnails: make small pictures, for `on_picture`.
        alike: look for pictures that are nearly the same: of different parts, or saved in different sizes.
        on_picture: is given each item with what was seen of it.
        on_progress: is given how many pictures are done, of how many.
        stop: whether to stop; then Stopped is raised.
    """
    place = find_inner_folder(found, tree)
    refusals = drop_settled(list(found.findings), read_decisions(tree), place)
    looks = scan_images(
        tree,
        found.items,
        thumbnails=thumbnails,
        alike=alike and len(found.items) <= COMPARED,
        on_picture=on_picture,
        on_progress=on_progress,
        stop=stop,
    )
    corrected = []
    if empty := drop_damaged(found, {tree.place(path) for path in looks.errors}):
        corrected.append(Issue("empty_classes", {"names": ", ".join(empty)}, count=len(empty)))
    if looks.errors and not found.items:
        corrected.append(Issue("all_damaged", {"path": tree.root.as_posix()}, "reject"))
    corrected += correct_sizes(found, tree, looks)
    return _compare_images(tree, found, looks, refusals, corrected)


def _compare_images(
    tree: FileTree, found: DatasetListing, looks: ScanResult, refusals: list[Issue], corrected: list[Issue]
) -> ScannedDataset:
    findings = refusals + looks.findings() + corrected + check_across(found, tree, looks)
    return ScannedDataset(tree, found, looks, refusals, corrected, findings)


def _check_single_image(path: Path) -> CheckReport:
    findings, size = check_image_file(path)
    answer = _get_verdict(findings)
    return CheckReport(answer, pictures=int(answer != "reject"), bytes=size, findings=_sort_issues(findings))


def _get_verdict(findings: list[Issue]) -> str:
    levels = {each.level for each in findings}
    return "reject" if "reject" in levels else "warn" if levels else "accept"


def _sort_issues(findings: list[Issue]) -> tuple[Issue, ...]:
    return tuple(sorted(findings, key=lambda each: each.level != "reject"))


def check_while_running(tree: FileTree, found: DatasetListing, alike: bool) -> tuple[list[Issue], set[Path]]:
    """Check a listing for a running program, which is told: each finding as a note, and how far it has come. alike: see
    `scan_listing`.

    Returns: the findings, and the files of the pictures that cannot be used, which are taken out of the listing.
    """
    subject = scan_listing(tree, found, alike=alike, on_progress=report_progress)
    findings = _sort_issues(subject.findings)
    for finding in findings:
        show_notice(finding.key, level="warn", **finding.holes)
    return list(findings), {tree.place(path) for path in subject.looks.errors}


def report_progress(done: int, total: int) -> None:
    """Tell a running program's page, not too often, how many pictures were looked at. Raises StopProgram."""
    if done % 200 == 0:
        session.check_stop()
        session.emit(Progress(done=done, total=total, unit="picture", task="data"))


def list_damaged(bad: list[tuple[Sample, Exception]]) -> dict:
    """The names of damaged files, each with the reason: {'zh', 'en'}."""
    more = f" … (+{len(bad) - NAMED})" if len(bad) > NAMED else ""
    return {
        lang: ", ".join(_format_damaged(item, error, lang) for item, error in bad[:NAMED]) + more for lang in LANGUAGES
    }


def _format_damaged(item: Sample, error: Any, lang: str) -> str:
    name = f"{item.label}/{item.path.name}" if item.label else item.path.name
    return f"{name} ({error.title[lang]})"

"""A data set in any known format becomes a new folder in another: whole, or not at all. What it is made from stays as
it is.

Every picture is opened first; what is damaged is left out and said. Names that some system cannot write are changed,
and photos lose the place where they were taken.
"""

import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import new_folder
from sunmao.core.name_formatting import format_names
from sunmao.core.strict import suggest_nearest
from sunmao.data.check_dataset import CheckReport, ScannedDataset, scan_listing
from sunmao.data.checks.image_scan import ScanStopped
from sunmao.data.conversion_losses import find_losses
from sunmao.data.dataset_metadata import write_metadata
from sunmao.data.files.file_tree import FileEntry, FileTree, open_folder_tree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.registry import FORMATS
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.safe_names import FreeNames, make_portable
from sunmao.data.sources.dataset_source import list_source
from sunmao.data.sources.describe_source import IMPORTED
from sunmao.data.sources.detect_format import LABELED_BY_EDITS, read_listing
from sunmao.errors import BadData, BadValue, DiskFull
from sunmao.images.exif import strip_metadata
from sunmao.texts import get_both

SPARE = 200 * 1024 * 1024  # bytes that stay free on the disk
UNLABELED = "unlabeled"  # the folder of pictures of which nobody has said what is in them
SAID = 5  # files that are named for one reason; the rest is counted
OWN = {
    "classification": "imagenet",
    "multi_label": "csv_labels",
    "detection": "coco",
    "instance": "coco",
    "semantic": "masks",
    "regression": "csv_labels",
    "sound_classification": "sound_folders",
    "motion_classification": "motion_folders",
}
RECORDING_BYTES = 32_000  # that a second of sound needs; motion needs less


@dataclass
class ConvertedDataset:
    """A new data set. format: its format. pictures: how many it has. classes: name → pictures. health: what was found.

    renamed: [{'name', 'to'}] of classes. left_out: [{'name', 'why': {'zh', 'en'}}], the first few for each reason, then
    {'name': '…', 'count', 'why'}.
    """

    format: str
    pictures: int
    classes: dict[str, int]
    health: CheckReport
    findings: list[Issue] = field(default_factory=list)
    renamed: list[dict] = field(default_factory=list)
    left_out: list[dict] = field(default_factory=list)


def convert_dataset(
    source: str | Path | FileTree,
    target: str | Path,
    format: str | None = None,
    *,
    reading: str | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> ConvertedDataset:
    """Write a data set anew.

    Args:
        source: a folder, a zip or a single file of labels; or its tree.
        target: the new folder, which must not exist.
        format: one of FORMATS; None: the one that Sunmao uses for the task.
        reading: how the source is taken: a format, or the task that its pictures are to be labeled for
            (`sunmao.data.sources.readings`); None: as it is recognized.
        on_progress: is given how many pictures are done, of how many.
        stop: whether to stop.

    Raises: BadData when nothing could be learned from it, BadValue for an unknown format or reading, a format that
    cannot hold such labels, or a target that is there or lies in the source; DiskFull; OSError; ScanStopped. Then there
    is no new folder.
    """
    target = Path(target)
    if target.exists():
        raise BadValue("target_there", path=target.as_posix())
    if not isinstance(source, FileTree) and Path(source).resolve() in target.resolve().parents:
        raise BadValue("target_inside", path=target.as_posix())
    chosen = get_format(format) if format else None
    steps = _ConvertProgress(on_progress, stop)
    listed = list_source(source, reading, IMPORTED)
    if listed is None:
        raise BadData("one_picture", name=Path(str(source)).name)
    if listed[1].sample_kind != "picture":
        return _convert_recordings(*listed, target, chosen, steps)
    subject = scan_listing(*listed, on_progress=steps.seen, stop=stop)
    found = subject.listing
    # Pictures without labels can be labeled later.
    if refused := next((each for each in subject.refusals if each.level == "reject" and found.format != "bare"), None):
        raise BadData(refused.key, **refused.holes)
    if not found.items:
        raise BadData("all_damaged", path=subject.tree.root.as_posix())
    chosen = _find_format(chosen or FORMATS[get_native_format(found)], found)
    clean = _PortableCopy(subject, chosen, steps)
    _require_space(target, clean.bytes)
    with new_folder(target, durable=True) as folder:
        items, plain = clean.listing.items, chosen.name == "bare"
        labeled = [item for item in items if item.labeled or plain]
        written = replace(clean.listing, items=labeled)
        assert chosen.write is not None  # `_find_format` takes none that cannot
        chosen.write(written, clean.tree, folder)
        losses = find_losses(written, _read_written(folder, written, chosen), chosen)
        rest = FolderWriter(clean.tree, folder)
        for item in items:
            if not (item.labeled or plain):  # among the others it would say that nothing is in it
                rest.put(item.path, UNLABELED)
        if reading in LABELED_BY_EDITS:
            write_metadata(folder, reading)
        steps.last()
    return _make_result(subject, clean, chosen, losses)


def _convert_recordings(
    tree: FileTree, found: DatasetListing, target: Path, chosen: DatasetFormat | None, steps: "_ConvertProgress"
) -> ConvertedDataset:
    """As `convert_dataset`, of sounds or motion: what is kept of each is what is learned from."""
    if refused := next((each for each in found.findings if each.level == "reject"), None):
        raise BadData(refused.key, **refused.holes)
    chosen = _find_format(chosen or FORMATS[get_native_format(found)], found)
    folders = FreeNames()
    names = {label: folders.take(_name_class(label)) for label in found.classes}
    items = [replace(item, label=names[item.require_label()]) for item in found.items]
    written = replace(found, items=items, classes=list(names.values()), format=chosen.name)
    _require_space(target, len(items) * RECORDING_BYTES)
    steps.seen(0, len(items))
    files = {path: replace(entry, read=steps.count(entry.read)) for path, entry in tree.files.items()}
    assert chosen.write is not None  # `_find_format` takes none that cannot
    with new_folder(target, durable=True) as folder:
        chosen.write(written, replace(tree, files=files), folder)
        again = read_listing(open_folder_tree(folder), chosen.name)
        steps.last()
    findings = list(found.findings)
    if damaged := len(items) - len(again.items):
        findings.append(Issue("recordings_damaged", {"count": damaged}, count=damaged))
    renamed = [{"name": name, "to": to} for name, to in names.items() if name != to]
    if renamed:
        said = format_names(f"{each['name']} → {each['to']}" for each in renamed)
        findings.append(Issue("classes_renamed", {"names": said}, count=len(renamed)))
    counts = Counter(item.require_label() for item in again.items)
    classes = {name: counts[name] for name in again.classes}
    health = CheckReport("warn" if findings else "accept", found.task, found.format, classes, len(again.items))
    return ConvertedDataset(chosen.name, len(again.items), classes, health, findings, renamed)


def _name_class(label: str) -> str:
    """The name of the folder of a class, which no system refuses and no reader takes for a part ('test')."""
    name = make_portable(label) or "class"
    return f"class {name}" if get_split(name) else name


def _read_written(folder: Path, written: DatasetListing, chosen: DatasetFormat) -> DatasetListing:
    """Listing of what was written, as it will be read. Where the names of its classes are words for something else
    ('train', 'mask'), it is noted what they are.
    """
    with suppress(BadData):
        again = read_listing(open_folder_tree(folder))
        if again.format == chosen.name and len(again.items) == len(written.items):
            return again
    if written.task == "classification":
        write_metadata(folder, written.task, written.classes)
    return read_listing(open_folder_tree(folder), chosen.name)


def get_format(name: str) -> DatasetFormat:
    """A format that can be written, by its name. Raises BadValue."""
    names = [each.name for each in FORMATS.values() if each.write]
    if name not in names:
        raise BadValue("unknown_format", name=name, names=", ".join(names), guess=suggest_nearest(name, names))
    return FORMATS[name]


def get_native_format(found: DatasetListing) -> str:
    """The name of the format in which Sunmao keeps such a data set."""
    if not found.says_labels or not any(item.labeled for item in found.items):
        return "bare"
    return "class_folders" if found.task == "classification" and not found.divided else OWN[found.task]


def _find_format(chosen: DatasetFormat, found: DatasetListing) -> DatasetFormat:
    bare = chosen.name == "bare" and found.sample_kind == "picture"
    if bare or found.says_labels and found.task in chosen.tasks:
        return chosen
    names = ", ".join(each.name for each in FORMATS.values() if each.write and found.task in each.tasks)
    raise BadValue("format_cannot", format=chosen.title, task=get_both(f"task_{found.task}"), names=names)


def _require_space(target: Path, size: int) -> None:
    place = next(each for each in target.absolute().parents if each.exists() and not each.name.startswith("."))
    free_bytes = shutil.disk_usage(place).free
    if free_bytes < size + SPARE:
        raise DiskFull(
            "no_room_for_data", folder=place.as_posix(), needed=-(-(size + SPARE) // 2**20), free=free_bytes // 2**20
        )


class _ConvertProgress:
    """Progress of a conversion: a picture is done when it was seen and written, and counts half after the first."""

    def __init__(self, on_progress: Any, stop: Any) -> None:
        self._on_progress, self._stop = on_progress, stop
        self._written = self._total = 0

    def seen(self, done: int, total: int) -> None:
        self._total = total
        self._report_progress(done // 2)

    def count(self, read: Callable[[int], bytes]) -> Callable[[int], bytes]:
        """Count each reading of a file as a picture that was written."""

        def read_counted(limit: int) -> bytes:
            self.written()
            return read(limit)

        return read_counted

    def written(self) -> None:
        if self._stop and self._stop():
            raise ScanStopped
        self._written += 1
        self._report_progress(min(self._total, (self._total + self._written + 1) // 2))

    def last(self) -> None:
        """Raises ScanStopped when it should not be finished any more."""
        if self._stop and self._stop():
            raise ScanStopped
        self._report_progress(self._total)

    def _report_progress(self, done: int) -> None:
        if self._on_progress:
            self._on_progress(done, self._total)


class _PortableCopy:
    """The same data set under names that every disk can write, its pictures without places: read while it is written.

    renamed: classes that are called otherwise. places: how many pictures told where they were taken. bytes: of all its
    pictures.
    """

    def __init__(self, subject: ScannedDataset, chosen: DatasetFormat, steps: _ConvertProgress) -> None:
        self._source, self._steps = subject.tree, steps
        self._names = FreeNames()
        self.tree = FileTree(Path("clean"), folder=False)
        self.places = self.bytes = 0
        found = subject.listing
        self.classes = self._class_names(found.classes) if found.task == "classification" else {}
        items = [self._item(item, subject.looks.sizes.get(subject.tree.name(item.path))) for item in found.items]
        classes = [self.classes.get(name, name) for name in found.classes]
        self.listing = replace(found, root=self.tree.root, items=items, classes=classes, format=chosen.name, closed=[])

    @property
    def renamed(self) -> list[dict]:
        return [{"name": name, "to": to} for name, to in self.classes.items() if name != to]

    def _class_names(self, names: list[str]) -> dict[str, str]:
        """A class as it was spelled → its folder; those that some disks would merge (`Cat`, `cat`) stay two."""
        folders = FreeNames()
        return {name: folders.take(make_portable(name) or "class") for name in dict.fromkeys(names)}

    def _item(self, item: Sample, size: tuple[int, int] | None) -> Sample:
        path = self._put(self._source.name(item.path), picture=True)
        mask = self._put(self._source.name(item.mask), picture=False) if item.mask else None
        return replace(
            item,
            path=path,
            mask=mask,
            label=None if item.label is None else self.classes.get(item.label, item.label),
            size=size or item.size,
        )

    def _put(self, path: str, picture: bool) -> Path:
        entry = self._source.files[path]
        name = self._name(path)
        read = self._picture(entry) if picture else entry.read
        self.tree.files[name] = FileEntry(name, entry.size, read)
        self.bytes += entry.size
        return self.tree.place(name)

    def _name(self, path: str) -> str:
        *folders, file = path.split("/")
        parts = [*(make_portable(each) or "folder" for each in folders), make_portable(file) or "picture"]
        return self._names.take_path("/".join(parts))

    def _picture(self, entry: FileEntry) -> Callable[[int], bytes]:
        def read(limit: int) -> bytes:
            data, told = strip_metadata(entry.read(entry.size + 1))
            self.places += told
            self._steps.written()
            return data[:limit]

        return read


def _make_result(
    subject: ScannedDataset, clean: _PortableCopy, chosen: DatasetFormat, losses: list[Issue]
) -> ConvertedDataset:
    findings = [each for each in subject.findings if not (each.key == "odd_classes" and clean.renamed)] + losses
    if clean.places:
        findings.append(Issue("places_removed", {"count": clean.places}, count=clean.places))
    if clean.renamed:
        names = format_names(f"{each['name']} → {each['to']}" for each in clean.renamed)
        findings.append(Issue("classes_renamed", {"names": names}, count=len(clean.renamed)))
    classes = dict.fromkeys(clean.listing.classes, 0)
    for item in clean.listing.items:
        for label in item.labels:
            classes[label] = classes.get(label, 0) + 1
    return ConvertedDataset(
        chosen.name, len(clean.listing.items), classes, subject.health, findings, clean.renamed, _list_skipped(subject)
    )


def _list_skipped(subject: ScannedDataset) -> list[dict]:
    rows = []
    reasons = {why: [] for _, why in subject.tree.left} | {why: [] for why in subject.looks.errors.values()}
    for path, why in [*subject.tree.left, *subject.looks.errors.items()]:
        reasons[why].append(path)
    for why, paths in reasons.items():
        said = get_both(f"why_{why}")
        rows += [{"name": path[:200], "why": said} for path in paths[:SAID]]
        if len(paths) > SAID:
            rows.append({"name": "…", "count": len(paths) - SAID, "why": said})
    return rows

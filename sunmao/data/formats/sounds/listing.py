"""Base of the formats of sounds: files become a listing of seconds, with what was done to them, and its parts."""

from collections.abc import Iterable

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.labels.recordings import Recording, read_recordings, report_recordings
from sunmao.data.formats.reading.part_division import divide_listing
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.errors import NotASound
from sunmao.sound.audio_files import AUDIO_BYTES, ENDINGS, measure_audio
from sunmao.sound.seconds import NEAR, count_seconds, is_background

TASK, SAMPLE_KIND = "sound_classification", "sound"


def is_sound(path: str) -> bool:
    """Whether a file is called as files of sound are."""
    return path[path.rfind(".") :].lower() in ENDINGS


def make_listing(tree: FileTree, format: str, rows: Iterable[Recording]) -> DatasetListing:
    """The listing of some files. Of a file of background each second is a sample, called by its number below the file;
    of another one its loudest second. What cannot be read is left out, and all that was done is counted.
    """
    found = DatasetListing(tree.root, divided=False, task=TASK, format=format, sample_kind=SAMPLE_KIND)
    kept = read_recordings(found, rows, lambda path: _measure(tree, path))
    backgrounds = [(row, seconds) for row, seconds in kept if is_background(row.label)]
    events = [(row, seconds) for row, seconds in kept if not is_background(row.label)]
    long = [row for row, seconds in backgrounds if count_seconds(seconds) > 1]
    pieces = sum(count_seconds(seconds) for row, seconds in backgrounds if count_seconds(seconds) > 1)
    report_recordings(found, "sounds_divided", long, pieces=pieces)
    report_recordings(found, "sounds_cut", [row for row, seconds in events if seconds > 1 + NEAR])
    report_recordings(found, "sounds_padded", [row for row, seconds in events if seconds < 1 - NEAR])
    if not kept:
        found.findings.insert(0, Issue("sounds_none", {"path": tree.root.as_posix()}, "reject"))
    labels = sorted({row.label for row, _ in kept})
    found.classes = sorted(labels, key=lambda label: not is_background(label))
    found.items = [sample for row, seconds in kept for sample in _make_samples(tree, row, seconds)]
    divide_listing(found, {row.split for row, _ in kept})
    return found


def _measure(tree: FileTree, path: str) -> float:
    """Duration of a file in seconds. Raises NotASound."""
    if tree.files[path].size > AUDIO_BYTES:
        raise NotASound("sound_large", name=path, most=AUDIO_BYTES // 2**20)
    try:
        data = tree.read(path, AUDIO_BYTES)
    except OSError:
        raise NotASound("not_a_sound", name=path) from None
    return measure_audio(data, path)


def _make_samples(tree: FileTree, row: Recording, seconds: float) -> list[Sample]:
    place, split = tree.place(row.file), row.split or "train"
    count = count_seconds(seconds) if is_background(row.label) else 1
    if count == 1:
        return [Sample(place, row.label, split)]
    return [Sample(place / str(number + 1), row.label, split, group=row.file) for number in range(count)]

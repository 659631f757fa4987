"""The classes of a data set of sounds, as a page lists and changes them: a folder each, in it wav files. Nothing is
deleted: what is taken away waits in a hidden folder of the data set, which no reader looks into.
"""

import io
import os
import secrets
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sunmao.core.atomic_files import replace, write_atomic
from sunmao.data.capture.image_capture import get_class_folder
from sunmao.data.dataset_metadata import CLASSES, sort_classes
from sunmao.data.files.file_tree import open_folder_tree
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.sounds.class_folders import list_rows
from sunmao.data.formats.sounds.listing import is_sound, make_listing
from sunmao.data.listing import DatasetListing
from sunmao.data.samples.sounds import split_sample_path
from sunmao.errors import BadValue, NotASound, SunmaoError
from sunmao.server.datasets.sentences.sentence_table import read_class_list, require_class_name
from sunmao.server.errors import HttpProblem, LocalizedProblem, make_problem
from sunmao.sound.audio_clip import SAMPLE_RATE, AudioClip
from sunmao.sound.audio_files import AUDIO_BYTES, encode_wav, read_audio
from sunmao.sound.seconds import count_seconds, cut_for_class, is_background

ENDING = ".wav"
REMOVED, REMOVED_CLASS = ".removed", ".class"  # REMOVED_CLASS: the file that names the class that was removed
TEST = "test"
MAX_CLASSES = 100
ZIP, ZIP_BYTES, MAX_IN_ZIP = b"PK\x03\x04", 256 * 2**20, 1000  # how one begins; of what is unpacked; sounds in it


@dataclass(frozen=True)
class _SoundSample:
    """A second of sound. path: below the data set, with the number of a second in a longer file; split: what somebody
    has said, 'test' or 'train'.
    """

    path: str
    label: str
    split: str

    @property
    def file(self) -> str:
        return split_sample_path(Path(self.path))[0].as_posix()


def list_classes(folder: Path, newest: int) -> list[dict]:
    """[{'name', 'background', 'count', 'tests', 'newest': paths below the data set}], the newest sample first. count:
    seconds; tests: how many are for the test; newest: as many of the others.
    """
    samples = _read_samples(folder)
    found = []
    for name in _sort_names(folder, samples):
        own = [each for each in samples if each.label == name]
        learned = [each.path for each in own if each.split != TEST]
        found.append(
            {
                "name": name,
                "background": is_background(name),
                "count": len(own),
                "tests": len(own) - len(learned),
                "newest": learned[:newest],
            }
        )
    return found


def list_samples(folder: Path, label: str | None, offset: int, limit: int) -> dict:
    """{'total', 'samples': [{'label', 'path', 'split'}]} of a class, or of all, class by class and the newest of each
    first: so many from a place on.
    """
    samples = _read_samples(folder)
    names = [name for name in _sort_names(folder, samples) if label in (None, name)]
    rows = [each for name in names for each in samples if each.label == name]
    shown = rows[offset : offset + limit]
    return {
        "total": len(rows),
        "samples": [{"label": each.label, "path": each.path, "split": each.split} for each in shown],
    }


def create_classes(folder: Path, classes: list[str]) -> None:
    """Begin a data set of these classes without sounds. Raises HttpProblem 422."""
    for name in classes:
        _require_folder(folder, require_class_name(name))
    _write_order(folder, classes)


def keep_sound(folder: Path, label: str, split: str, data: bytes, name: str = "") -> list[str]:
    """Keep the sound of a file as a sample of a class: its loudest second, of background all seconds in one file.

    name: what a sentence calls the file. Returns the paths of the samples below the data set. Raises HttpProblem 404,
    and LocalizedProblem 422 for what is no sound.
    """
    _require_name(folder, label)
    try:
        clip = read_audio(data, name)
    except SunmaoError as error:
        raise make_problem(422, error) from None
    samples = cut_for_class(clip, label)
    count = count_seconds(len(samples) / SAMPLE_RATE)
    target = folder / (f"{TEST}/{label}" if split == TEST else label)
    target.mkdir(parents=True, exist_ok=True)
    file = target / f"{_count_up(target):04}{ENDING}"
    write_atomic(file, encode_wav(AudioClip(samples, SAMPLE_RATE)))
    path = file.relative_to(folder).as_posix()
    return [path] if count == 1 else [f"{path}/{number}" for number in range(1, count + 1)]


def keep_all(folder: Path, label: str, split: str, data: bytes, name: str = "") -> list[str]:
    """As `keep_sound`; of a zip, such as Teachable Machine makes of a class, all sounds in it that can be read. Raises
    LocalizedProblem 422 where there are none.
    """
    if not data.startswith(ZIP):
        return keep_sound(folder, label, split, data, name)
    paths, left = [], ZIP_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [each for each in archive.infolist() if is_sound(each.filename) and each.file_size <= AUDIO_BYTES]
            for each in inside[:MAX_IN_ZIP]:
                left -= each.file_size
                if left < 0:
                    break
                with suppress(LocalizedProblem):
                    paths += keep_sound(folder, label, split, archive.read(each), each.filename)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        pass  # what was read until there is kept
    if not paths:
        raise make_problem(422, NotASound("sounds_none_in_zip", name=name))
    return paths


def add_class(folder: Path, label: str) -> None:
    """Begin an empty class, the last of them. Raises HttpProblem 409 and 422."""
    name, names = require_class_name(label), _list_names(folder)
    if name in names or len(names) >= MAX_CLASSES:
        raise HttpProblem(409, "set_taken", name=name)
    _require_folder(folder, name)
    _write_order(folder, [*names, name])


def rename_class(folder: Path, label: str, to: str) -> None:
    """Give a class another name; its sounds stay. Raises HttpProblem 404, 409 and 422."""
    names, name = _require_name(folder, label), require_class_name(to)
    if name == label:
        return
    if name in names:
        raise HttpProblem(409, "set_taken", name=name)
    _require_folder(folder, name)
    for path in _list_files(folder, label):
        _move(folder / path, folder / path.parent.parent / name / path.name)
    _write_order(folder, [name if each == label else each for each in names])


def put_away(folder: Path, label: str, *, whole: bool) -> str:
    """Take the sounds of a class away; whole: and the class. Returns what brings them back. Raises HttpProblem 404."""
    names = _require_name(folder, label)
    identity = _put_files_away(folder, _list_files(folder, label))
    if whole:
        write_atomic(folder / REMOVED / identity / REMOVED_CLASS, label.encode())
        _write_order(folder, [each for each in names if each != label])
    return identity


def put_sample_away(folder: Path, label: str, path: str) -> str:
    """Take the recording of one sample away, `path` as `list_classes` tells it. Returns what brings it back. Raises
    HttpProblem 404.
    """
    wanted = PurePosixPath(split_sample_path(Path(path))[0].as_posix())
    if wanted not in _list_files(folder, label):
        raise HttpProblem(404, "no_file")
    return _put_files_away(folder, [wanted])


def empty_test(folder: Path, label: str) -> None:
    """Take the sounds of a class away that it is tested with. Raises HttpProblem 404."""
    _require_name(folder, label)
    tests = {each.file for each in _read_samples(folder) if each.label == label and each.split == TEST}
    _put_files_away(folder, [PurePosixPath(each) for each in sorted(tests)])


def restore(folder: Path, identity: str) -> None:
    """Bring back what was taken away, each file in its old place unless another one is there by now. Raises
    HttpProblem 404.
    """
    place = folder / REMOVED / identity
    if not identity.isalnum() or not place.is_dir():
        raise HttpProblem(404, "no_file")
    names, note = _list_names(folder), place / REMOVED_CLASS
    if note.is_file() and (label := note.read_text("utf-8")) not in names:
        _write_order(folder, [*names, label])
    for file in sorted(place.rglob(f"*{ENDING}")):
        target = folder / file.relative_to(place)
        if not target.exists():
            _move(file, target)


def _read_samples(folder: Path) -> list[_SoundSample]:
    """The newest of each class first."""
    from sunmao.data.sources.detect_format import read_listing

    tree = open_folder_tree(folder)
    rows = list_rows(tree)
    try:
        found = make_listing(tree, "sound_folders", rows) if rows else read_listing(tree)
    except SunmaoError:
        found = DatasetListing(folder)  # nothing yet
    if found.sample_kind != "sound":
        return []
    samples = [
        _SoundSample(item.path.relative_to(folder).as_posix(), item.label or "", item.split)
        for item in found.items[::-1]
    ]
    # Parts that nobody has said are drawn for a training only.
    return [each if found.divided and each.split == TEST else _make_training_sample(each) for each in samples]


def _make_training_sample(sample: _SoundSample) -> _SoundSample:
    return _SoundSample(sample.path, sample.label, "train")


def _sort_names(folder: Path, samples: list[_SoundSample]) -> list[str]:
    listed = read_class_list(folder)
    names = sort_classes({*listed, *(each.label for each in samples)}, listed)
    return sorted(names, key=lambda name: not is_background(name))


def _list_names(folder: Path) -> list[str]:
    return _sort_names(folder, _read_samples(folder))


def _list_files(folder: Path, label: str) -> list[PurePosixPath]:
    return [PurePosixPath(row.file) for row in list_rows(open_folder_tree(folder)) if row.label == label]


def _require_name(folder: Path, label: str) -> list[str]:
    """The names of all classes. Raises HttpProblem 404 where this one is not among them."""
    names = _list_names(folder)
    if label not in names:
        raise HttpProblem(404, "no_class", name=label)
    return names


def _require_folder(folder: Path, name: str) -> None:
    """Raises LocalizedProblem 422 for a name that no folder can have, or that says a part of a data set."""
    if get_split(name):
        raise make_problem(422, BadValue("bad_label", label=name))
    try:
        get_class_folder(folder, name)
    except SunmaoError as error:
        raise make_problem(422, error) from None


def _count_up(target: Path) -> int:
    """The number of the next file: above all that were ever there."""
    numbers = [int(each.stem) for each in target.glob(f"*{ENDING}") if each.stem.isdecimal()]
    return max(numbers, default=0) + 1


def _put_files_away(folder: Path, paths: list[PurePosixPath]) -> str:
    identity = secrets.token_hex(8)
    place = folder / REMOVED / identity
    place.mkdir(parents=True)
    for path in paths:
        _move(folder / path, place / path)
    return identity


def _move(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    replace(file, target)
    if not os.listdir(file.parent):
        file.parent.rmdir()


def _write_order(folder: Path, names: list[str]) -> None:
    write_atomic(folder / CLASSES, "".join(f"{name}\n" for name in names).encode("utf-8"))

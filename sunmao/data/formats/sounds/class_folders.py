"""Sound files in folders by class (`sounds/clap/1.wav`), which may lie in folders for the parts (`train/clap/1.wav`)."""

from collections import Counter
from contextlib import suppress
from pathlib import Path

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.labels.recordings import Recording, list_in_folders
from sunmao.data.formats.sounds.listing import SAMPLE_KIND, TASK, is_sound, make_listing
from sunmao.data.listing import DatasetListing
from sunmao.errors import NotASound
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import AUDIO_BYTES, read_audio, write_wav
from sunmao.sound.seconds import cut_for_class

TEST = "test"


def list_rows(tree: FileTree) -> list[Recording]:
    """The sound files in folders, see `list_in_folders`."""
    return list_in_folders(filter(is_sound, sorted(tree.files)))


def recognize(tree: FileTree) -> bool:
    """Whether sound files of at least two classes lie there."""
    return len({row.label for row in list_rows(tree)}) > 1


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    return make_listing(tree, "sound_folders", list_rows(tree))


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`: wav files of 16 kHz, the loudest second of each, all
    seconds of background in one; what is for the test below a folder of that name. What cannot be read is left out.
    """
    written: set[str] = set()
    numbers: Counter[Path] = Counter()
    for item in found.items:
        path, label = item.group or tree.name(item.path), item.require_label()
        if path in written:
            continue
        written.add(path)
        with suppress(NotASound):
            clip = read_audio(tree.read(path, AUDIO_BYTES), path)
            target = folder / (TEST if found.divided and item.split == TEST else "") / label
            numbers[target] += 1
            write_wav(target / f"{numbers[target]:04}.wav", AudioClip(cut_for_class(clip, label)))


SOUND_FOLDERS = DatasetFormat(
    "sound_folders",
    {"zh": "每类一个声音文件夹", "en": "folders of sounds of each class"},
    (TASK,),
    recognize,
    read,
    write,
    sample_kind=SAMPLE_KIND,
)

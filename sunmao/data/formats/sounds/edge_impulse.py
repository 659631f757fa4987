"""Sounds in an export of Edge Impulse: wav files, or recordings of the sensor audio as JSON or CBOR."""

from sunmao.core.data_acquisition import ENDINGS
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.labels.recording_labels import find_recorded, list_recordings, says_recordings
from sunmao.data.formats.sounds.listing import SAMPLE_KIND, TASK, is_sound, make_listing
from sunmao.data.listing import DatasetListing
from sunmao.sound.acquired_sound import SENSOR


def recognize(tree: FileTree) -> bool:
    """Whether recordings of sound lie there, or `info.labels` lists files, and there are sounds among them."""
    return SENSOR.encode() in find_recorded(tree) or any(map(is_sound, tree.files)) and says_recordings(tree)


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    recordings, issues = list_recordings(tree, lambda path: is_sound(path) or path.lower().endswith(ENDINGS))
    found = make_listing(tree, "edge_impulse_sounds", recordings)
    found.findings[:0] = issues
    return found


EDGE_IMPULSE_SOUNDS = DatasetFormat(
    "edge_impulse_sounds",
    {"zh": "Edge Impulse 导出的声音", "en": "Edge Impulse export of sounds"},
    (TASK,),
    recognize,
    read,
    sample_kind=SAMPLE_KIND,
)

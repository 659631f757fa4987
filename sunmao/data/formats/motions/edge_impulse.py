"""Motion in an export of Edge Impulse: recordings of an accelerometer as JSON or CBOR."""

from sunmao.core.data_acquisition import ENDINGS
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.labels.recording_labels import find_recorded, list_recordings
from sunmao.data.formats.motions.listing import SAMPLE_KIND, TASK, make_motion_listing
from sunmao.data.listing import DatasetListing

NAME = "edge_impulse_motions"


def recognize(tree: FileTree) -> bool:
    """Whether recordings lie there; those of sound are told before."""
    return bool(find_recorded(tree))


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    recordings, issues = list_recordings(tree, lambda path: path.lower().endswith(ENDINGS))
    found = make_motion_listing(tree, NAME, recordings)
    found.findings[:0] = issues
    return found


EDGE_IMPULSE_MOTIONS = DatasetFormat(
    NAME,
    {"zh": "Edge Impulse 导出的动作", "en": "Edge Impulse export of motion"},
    (TASK,),
    recognize,
    read,
    sample_kind=SAMPLE_KIND,
)

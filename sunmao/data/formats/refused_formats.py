"""Formats of tools and collections that are not read here: known by structure or ending, and called by its name.

Where good class folders lie beside such a file, it is only said that it was not read; where the pictures would be
without labels, or with the names of parts as classes, that is the refusal.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.folder_words import find_roles
from sunmao.data.formats.reading.image_paths import get_name, get_stem
from sunmao.data.formats.reading.signatures import list_json_keys, list_xml_elements, read_table_head
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing
from sunmao.errors import BadData

_LOOKED_AT = 50  # files of each kind
_SENTENCES = ("caption", "captions", "comment", "description")  # columns of tables
_PICTURE_COLUMNS = ("image", "image_name", "filename", "file")
_COUNT = re.compile(r"\d{1,4}")


@dataclass(frozen=True)
class ForeignFormat:
    """A format that is not read. what: its name for people. key: of the sentence that says what to do.

    endings: of its files' names, in small letters, as a regular expression. fits: whether a JSON file has these keys.
    """

    what: str
    key: str
    endings: str = ""
    fits: Callable[[frozenset[str]], object] | None = None


def _has(*keys: str) -> Callable[[frozenset[str]], object]:
    return frozenset(keys).issubset


_BY_ENDING = tuple(
    ForeignFormat(what, key, endings)
    for what, key, endings in (
        ("TFRecord (TensorFlow)", "foreign_records", r"\.tfrecords?(-\d+-of-\d+)?|\.record"),
        ("RecordIO (MXNet)", "foreign_records", r"\.rec"),
        ("MindRecord (MindSpore)", "foreign_records", r"\.mindrecord\d*"),
        ("FFCV", "foreign_records", r"\.beton"),
        ("LMDB", "foreign_records", r"\.l?mdb"),
        ("Arrow (Hugging Face)", "foreign_records", r"\.(arrow|feather)"),
        ("WebDataset (tar)", "foreign_archive", r"\.(tar|tar\.gz|tgz)"),
        ("Python pickle", "foreign_pickle", r"\.(pkl|pickle|pk)"),
        ("SVHN (MATLAB)", "foreign_arrays", r"(digitstruct|train_32x32|test_32x32)\.mat"),
        ("Oxford Flowers-102 (MATLAB)", "foreign_arrays", r"(imagelabels|setid)\.mat"),
        ("Stanford Cars (MATLAB)", "foreign_arrays", r"cars_(\w+_)?annos\.mat"),
        ("MPII Human Pose (MATLAB)", "foreign_arrays", r"mpii_human_pose\w*\.mat"),
        ("MATLAB (.mat)", "foreign_arrays", r"\.mat"),
        ("NumPy (.npy, .npz)", "foreign_arrays", r"\.np[yz]"),
        ("HDF5", "foreign_arrays", r"\.(h5|hdf5?|he5)"),
        ("ARFF (Weka)", "foreign_table", r"\.arff"),
        ("Excel", "foreign_table", r"\.(xlsx?|xlsm|ods|et)"),
        ("ROS bag", "foreign_video", r"\.(bag|mcap|db3)"),
        ("NIfTI", "foreign_medical", r"\.nii(\.gz)?"),
        ("DICOM", "foreign_medical", r"\.(dcm|dicom)"),
        ("NRRD", "foreign_medical", r"\.(nrrd|mha|mhd)"),
        ("point cloud", "foreign_points", r"\.(pcd|ply|las|laz)"),
        ("GIS (Shapefile, KML)", "foreign_map", r"\.(shp|kml|kmz|gpkg)"),
        ("video", "foreign_video", r"\.(mp4|avi|mov|mkv|webm|flv|wmv|m4v)"),
    )
)

_BY_JSON = (
    ForeignFormat("COCO panoptic", "foreign_export", fits=_has("annotations", "annotations[].segments_info")),
    ForeignFormat(
        "COCO captions", "foreign_captions", fits=lambda keys: "annotations[].caption" in keys and "images" in keys
    ),
    ForeignFormat("chat (OpenAI)", "foreign_captions", fits=_has("messages", "messages[].role")),
    ForeignFormat(
        "chat (LLaVA)",
        "foreign_captions",
        fits=lambda keys: {"[].conversations", "[].image"} <= keys or {"conversations", "image"} <= keys,
    ),
    ForeignFormat("PaliGemma / Florence-2", "foreign_export", fits=_has("image", "prefix", "suffix")),
    ForeignFormat(
        "captions (Hugging Face)",
        "foreign_captions",
        fits=lambda keys: "file_name" in keys and bool({"text", "caption", "captions"} & keys),
    ),
    ForeignFormat("Scale AI", "foreign_export", fits=_has("[].task_id", "[].response")),
    ForeignFormat("Labelbox (2022 and before)", "foreign_export", fits=_has("[].Labeled Data", "[].Label")),
    ForeignFormat("Azure Custom Vision", "foreign_export", fits=_has("[].regions", "[].regions[].tagName")),
    ForeignFormat("Segments.ai", "foreign_export", fits=_has("dataset", "dataset.samples")),
    ForeignFormat("Encord", "foreign_export", fits=_has("[].data_units", "[].object_answers")),
    ForeignFormat("Dataloop", "foreign_export", fits=_has("filename", "annotations", "annotations[].coordinates")),
    ForeignFormat("Kili", "foreign_export", fits=_has("[].labels", "[].labels[].jsonResponse")),
    ForeignFormat("Prodigy", "foreign_export", fits=lambda keys: {"image", "spans"} <= keys and "_task_hash" in keys),
    ForeignFormat("Supervisely (video)", "foreign_video", fits=_has("frames", "frames[].figures")),
    ForeignFormat(
        "BDD100K",
        "foreign_export",
        fits=lambda keys: "[].labels[].box2d" in keys or "frames[].objects[].box2d" in keys,
    ),
    ForeignFormat("TuSimple", "foreign_export", fits=_has("lanes", "h_samples", "raw_file")),
    ForeignFormat("Teachable Machine", "foreign_spectrograms", fits=_has("[].frequencyFrames", "[].blobFilePath")),
    ForeignFormat("GeoJSON", "foreign_map", fits=_has("features", "features[].geometry")),
)
_DLIB = ForeignFormat("dlib imglab", "foreign_export")
_VIPER = ForeignFormat("ViPER", "foreign_export")
_DETRAC = ForeignFormat("UA-DETRAC", "foreign_export")
_BBOX_TOOL = ForeignFormat("BBox-Label-Tool", "foreign_export")
_VERTEX_CSV = ForeignFormat("Google Vertex AI (CSV)", "foreign_export")
_LABELBOX_CSV = ForeignFormat("Labelbox (CSV)", "foreign_export")
_PIXEL_TABLE = ForeignFormat("pixels in a table (FER2013, MNIST)", "foreign_arrays")
_CAPTION_TABLE = ForeignFormat("captions (table)", "foreign_captions")


def find_foreign_files(tree: FileTree) -> tuple[ForeignFormat, list[str]] | None:
    """The first format of the table that files of a tree are in, and these files; None where there are none."""
    paths = [path for path in (*tree.files, *(path for path, _ in tree.left)) if not is_picture(path)]
    names = list(map(str.lower, paths))
    for each in _BY_ENDING:
        ending = re.compile(rf".*({each.endings})", re.DOTALL)
        if found := [path for path, name in zip(paths, names, strict=True) if ending.fullmatch(name)]:
            return each, found
    for endings, tell in (
        ((".json", ".jsonl", ".ndjson", ".geojson"), _match_json),
        ((".xml",), _match_xml),
        ((".csv", ".txt"), _match_table),
    ):
        for path in tree.list_ending(*endings)[:_LOOKED_AT]:
            if told := tell(tree, path):
                return told, [path]
    return None


def _match_json(tree: FileTree, path: str) -> ForeignFormat | None:
    keys = list_json_keys(tree, path)
    return next((each for each in _BY_JSON if each.fits and each.fits(keys)), None)


def _match_xml(tree: FileTree, path: str) -> ForeignFormat | None:
    elements = list_xml_elements(tree, path)
    if "dataset/images/image/box" in elements:
        return _DLIB
    if {"sequence/frame/target_list/target", "sequence/sequence_attribute"} & elements:
        return _DETRAC
    return _VIPER if "viper/data" in elements else None


def _match_table(tree: FileTree, path: str) -> ForeignFormat | None:
    rows = read_table_head(tree, path, 3)
    if not rows:
        return None
    if any(cell.startswith("gs://") for row in rows for cell in row):
        return _VERTEX_CSV
    header = {cell.lower() for cell in rows[0]}
    if "pixels" in header or {"pixel1", "pixel2", "pixel3"} <= header:
        return _PIXEL_TABLE
    if {"labeled data", "label"} <= header:
        return _LABELBOX_CSV
    if not header.isdisjoint(_SENTENCES) and not header.isdisjoint(_PICTURE_COLUMNS):
        return _CAPTION_TABLE
    return _BBOX_TOOL if _is_bbox_tool(tree, path, rows) else None


def _is_bbox_tool(tree: FileTree, path: str, rows: list[list[str]]) -> bool:
    """Whether a text file says how many boxes there are, and then the corners of each, in pixels."""
    words = [" ".join(row).split() for row in rows]
    return (
        path.lower().endswith(".txt")
        and len(words) > 1
        and len(words[0]) == 1
        and _COUNT.fullmatch(words[0][0]) is not None
        and all(len(row) in (4, 5) and all(each.isdecimal() for each in row[:4]) for row in words[1:])
        and any(get_stem(other) == get_stem(path) for other in tree.files if is_picture(other))
    )


def name_foreign_format(tree: FileTree) -> BadData | None:
    """Error to raise where a tree holds no labels but those of a format that is not read; None where it has none."""
    found = find_foreign_files(tree)
    return _make_refusal(*found) if found else None


def _make_refusal(foreign: ForeignFormat, paths: list[str]) -> BadData:
    return BadData(foreign.key, what=foreign.what, name=get_name(paths[0]), count=len(paths))


def read_beside_foreign(format: DatasetFormat, tree: FileTree, whole: FileTree) -> DatasetListing:
    """A listing by the names of folders, or of bare pictures, and what files beside them were not read. whole: the tree
    with what wraps it.

    Raises: BadData of the format, or one that names the format that is not read.
    """
    if (foreign := find_foreign_files(whole)) is None:
        return format.read(tree)
    refusal, paths = _make_refusal(*foreign), foreign[1]
    try:
        found = format.read(tree)
    except BadData:
        raise refusal from None
    if len(found.classes) < 2 or find_roles(found.classes) is not None:
        found.findings.insert(0, Issue(refusal.key, refusal.params, "reject", tuple(paths), len(paths)))
        return found
    start = tree.root.as_posix().removeprefix(whole.root.as_posix()).lstrip("/")
    said = {f"{start}/{path}".lstrip("/") for each in found.findings for path in each.pictures}
    said |= {path for path, _ in whole.left}  # as an archive that was left closed, which is said already
    if paths := [path for path in paths if path not in said]:
        holes = {"what": foreign[0].what, "count": len(paths), "names": format_names(paths)}
        found.findings.append(Issue("foreign_not_read", holes, "warn", tuple(paths), len(paths)))
    return found

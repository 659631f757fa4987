"""CVAT's XML, version 1.1: for images (what is in each picture) and for video (where each thing is in each frame)."""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import decode_text, read_whole
from sunmao.data.formats.reading.attributes import parse_text
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.reading.image_paths import get_stem
from sunmao.data.formats.reading.signatures import list_xml_elements
from sunmao.data.formats.tools.export_reader import ExportedImage, ExportReader, make_export_format
from sunmao.data.formats.tools.packed_masks import runs_to_mask
from sunmao.errors import BadData

if TYPE_CHECKING:
    from xml.etree import ElementTree


_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
_NUMBER = re.compile(r"(\d{1,9})$")
_INSIDE = ("annotations/version", "annotations/meta", "annotations/image", "annotations/track")


def find_files(tree: FileTree) -> list[str]:
    """The XML files of CVAT."""
    return [
        path
        for path in tree.files
        if path.lower().endswith(".xml") and len(list_xml_elements(tree, path).intersection(_INSIDE)) > 1
    ]


def _read_file(reader: ExportReader) -> None:
    _CvatFile(reader).read()


def _iter_elements(data: bytes, name: str) -> Iterator[tuple[str, Any, list]]:
    """(event, element, those around it) of an XML file; what was read is let go, since elements take a hundred times
    the room of their text. Raises BadData.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    found = decode_text(data)
    if found is None:
        raise BadData("labels_no_text", name=name)
    text, around = _DECLARATION.sub("", found[0]), []
    try:
        for event, element in iterparse(io.BytesIO(text.encode("utf-8")), ("start", "end"), forbid_dtd=True):
            if event == "end":
                around.pop()
            yield event, element, around
            if event == "start":
                around.append(element)
            elif around and (len(around) <= 2 or len(around[-1]) > 100):
                around[-1].clear()
    except DefusedXmlException:
        raise BadData("voc_dtd", count=1, names=name) from None
    except (ParseError, ValueError):
        raise BadData("labels_unreadable", count=1, names=name) from None


class _CvatFile:
    """One file while it is read."""

    def __init__(self, reader: ExportReader) -> None:
        self.reader = reader
        self.size, self.video = 0, False  # of the task: pictures; whether they are frames
        self.image: ExportedImage | None = None
        self.track = self.subset = ""
        self.last: tuple[int, bool] = (0, True)  # of the track: its last frame, and whether it was gone there
        self.attributes: dict[str, Any] = {}
        self.images: dict[int, ExportedImage | None] = {}  # by frame
        self._frames: dict[int, str] | None = None

    def read(self) -> None:
        """All of it. Raises BadData."""
        data = read_whole(self.reader.tree, self.reader.file)
        for event, element, around in _iter_elements(data, self.reader.file):
            if event == "start":
                if len(around) == 1 and element.tag in ("image", "track"):
                    self._begin(element)
            elif element.tag == "attribute" and len(around) == 3:
                self.attributes[element.get("name") or ""] = parse_text((element.text or "").strip())
            elif len(around) == 2 and around[-1].tag in ("image", "track"):
                self._end_shape(element, around[-1].tag == "track")
            elif around and around[-1].tag == "label" and element.tag == "name":
                self.reader.list_class(element.text)
            elif element.tag == "size" and around and around[-1].tag in ("task", "job"):
                self.size = _parse_whole(element.text) or 0
            elif element.tag == "mode" and element.text == "interpolation":
                self.video = True
        if self.video or self.images:
            self._add_empty_frames()

    def _begin(self, element: Any) -> None:
        if element.tag == "track":
            self.track, self.subset, self.last = element.get("label"), element.get("subset") or "", (0, True)
            return
        sides = [_parse(element.get(side)) for side in ("width", "height")]
        subset = element.get("subset") or ""
        self.image = self.reader.open_image(element.get("name"), sides, get_split(subset))

    def _end_shape(self, element: "ElementTree.Element", tracked: bool) -> None:
        attributes, self.attributes = self.attributes, {}
        if tracked:
            self._follow(element)
        if self.image is None:
            return
        if element.get("occluded") == "1":
            attributes["occluded"] = 1
        self.image.attributes = attributes or None
        _put_shape(self.image, element, self.track if tracked else element.get("label"))

    def _follow(self, element: "ElementTree.Element") -> None:
        """Go to the frame where a thing is now, or to none where it is gone."""
        frame = _parse_whole(element.get("frame"))
        if frame is None:
            self.image = None
            return self.reader.faults.add("coco_odd_entry", self.reader.file)
        if not self.last[1] and frame > self.last[0] + 1:
            self.reader.faults.add("track_gap", self.reader.file, first=self.last[0] + 1)
        self.last = frame, element.get("outside") == "1"
        self.image = None if self.last[1] else self._open_frame(frame)

    def _open_frame(self, frame: int) -> ExportedImage | None:
        if frame not in self.images:
            path = self._list_frames().get(frame)
            if path is None:
                self.reader.miss_image(f"frame_{frame:06d}")
            self.images[frame] = self.reader.open_path(path, None, get_split(self.subset)) if path else None
        return self.images[frame]

    def _add_empty_frames(self) -> None:
        """Frames in which there is nothing are not listed; somebody has looked at them all the same."""
        for frame in self._list_frames():
            if frame < self.size:
                self._open_frame(frame)

    def _list_frames(self) -> dict[int, str]:
        """The picture of each frame: by CVAT's own names, or in the order of their numbers where there are as many as
        the task has. Raises BadData for others: which is which cannot be told.
        """
        if self._frames is not None:
            return self._frames
        numbered = sorted(
            (int(found[1]), path) for path in self.reader.pictures.paths if (found := _NUMBER.search(get_stem(path)))
        )
        own = {number: path for number, path in numbered if get_stem(path).lower() == f"frame_{number:06d}"}
        if own and (0 in own or self.size not in own):
            self._frames = own
        elif numbered and len(numbered) == self.size:
            self._frames = {frame: path for frame, (_, path) in enumerate(numbered)}
            self.reader.faults.add("frames_in_order", self.reader.file)
        else:
            raise BadData("cvat_video_frames", name=self.reader.file, count=self.size)
        return self._frames


def _put_shape(image: ExportedImage, element: "ElementTree.Element", label: Any) -> None:
    kind, turn = element.tag, _parse(element.get("rotation") or "0")
    if kind == "box":
        corners = [_parse(element.get(name)) for name in ("xtl", "ytl", "xbr", "ybr")]
        known = [corner for corner in corners if corner is not None]
        if turn and len(known) == len(corners):
            x1, y1, x2, y2 = known
            return image.add_turned_box(label, [x1, y1, x2 - x1, y2 - y1], turn)
        return image.add_corners(label, corners)
    if kind == "polygon":
        points = (element.get("points") or "").replace(";", ",")
        return image.add_outlines(label, [[_parse(each) for each in points.split(",")]])
    if kind == "ellipse":
        return image.add_ellipse(label, [_parse(element.get(name)) for name in ("cx", "cy", "rx", "ry")], turn)
    if kind == "mask":
        left, top, width, height = (_parse_whole(element.get(name)) for name in ("left", "top", "width", "height"))
        runs = [_parse_whole(each) for each in (element.get("rle") or "").split(",")]
        mask = None
        if left is not None and top is not None and width is not None and height is not None and image.size:
            fits = width <= image.size[0] >= left and height <= image.size[1] >= top
            mask = runs_to_mask(runs, (width, height)) if fits else None
        return image.add_patch(label, mask, (left or 0, top or 0))
    if kind == "tag":
        return image.add_label(label)
    return image.leave_shape(kind)


def _parse(text: str | None) -> float | None:
    """A number of an attribute; None for none."""
    try:
        return float(text) if text and len(text) < 40 else None
    except ValueError:
        return None


def _parse_whole(text: str | None) -> int | None:
    number = _parse(text and text.strip())
    return int(number) if number is not None and 0 <= number < 1e9 else None


CVAT = make_export_format(
    "cvat", "CVAT XML", ("detection", "instance", "classification", "multi_label"), find_files, _read_file
)

"""Class of each pixel of a picture, wherever a data set states it: in a file of its own, painted, or by outlines."""

from typing import Any

from sunmao.data.formats.masks.class_masks import draw_class_mask, find_label_map
from sunmao.data.formats.masks.label_masks import IGNORED, LabelMap
from sunmao.data.formats.masks.mask_reader import read_class_mask
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.sources.detect_format import open_file_tree
from sunmao.errors import BadData

MAX_CLASSES = 254  # beside the background and what is not counted, in eight bits


class ClassMaskReader:
    """Reads the class masks of a data set. What its masks hold is looked up when the first one is read.

    Args:
        listing: of the data set. Raises BadData when it has more than `MAX_CLASSES` classes.
    """

    def __init__(self, listing: DatasetListing) -> None:
        if len(listing.classes) > MAX_CLASSES:
            raise BadData("too_many_classes", path=listing.root.as_posix(), count=len(listing.classes))
        self._listing, self._tree = listing, open_file_tree(listing.root)
        self._table: LabelMap | None = None

    def read(self, item: Sample, size: tuple[int, int]) -> Any:
        """The mask of an item, (H, W) uint8: 0 background, n the n-th class, 255 what is not counted (Pascal VOC's
        edges).

        size: (width, height) of its picture, to which a file of another size is stretched by nearest pixels.

        Raises: NotAPicture, OSError, KeyError.
        """
        if item.things or not item.mask:  # somebody has painted it anew
            return draw_class_mask(item.things, self._listing.classes, size)
        return read_class_mask(self._tree, self._tree.name(item.mask), self._find_table(), size, IGNORED)

    def _find_table(self) -> LabelMap:
        if self._table is None:
            found = (self._listing.label_map or find_label_map(self._tree)).rename(self._listing.renamed)
            self._table = found.reorder(self._listing.classes)
        return self._table

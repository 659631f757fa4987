"""A picture of a data set, small, with what its labels say drawn into it: so that people see whether it was read rightly."""

import io
from typing import Any

from sunmao.data.checks.inspect_image import inspect_image_bytes
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.masks.label_masks import LabelMap
from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample
from sunmao.errors import NotAPicture
from sunmao.images.image_files import PICTURE_BYTES

# As `static/src/features/labels/labels.ts` colors classes.
COLORS = "#ffd43b #4dabf7 #ff8787 #69db7c #da77f2 #ffa94d #3bc9db #f783ac #a9e34b #9775fa #e8b88a #ced4da".split()
MAX_OBJECTS = 200  # in a small picture more cannot be told apart
COVERED = 0.6  # how much of a picture a mask hides


class SamplePainter:
    """Draws samples of one data set; what its masks hold is looked up when the first one is drawn."""

    def __init__(self, tree: FileTree, listing: DatasetListing) -> None:
        self._tree, self._listing = tree, listing
        self._table: LabelMap | None = None
        self._colors = {label: COLORS[n % len(COLORS)] for n, label in enumerate(listing.classes)}

    def draw(self, sample: Sample) -> bytes | None:
        """A JPEG of at most 128 × 128 pixels; None for a picture that cannot be opened."""
        from PIL import Image

        try:
            data = self._tree.read(self._tree.name(sample.path), PICTURE_BYTES + 1)
        except (OSError, KeyError):
            return None
        seen = inspect_image_bytes(data) if len(data) <= PICTURE_BYTES else None
        if seen is None or seen.error or seen.size is None:
            return None
        if not sample.things and not sample.mask:
            return seen.thumbnail
        image = Image.open(io.BytesIO(seen.thumbnail)).convert("RGB")
        if sample.mask and not sample.things:
            image = self._cover(image, sample)
        else:
            self._outline(image, sample.things, image.width / seen.size[0])
        with io.BytesIO() as file:
            image.save(file, "JPEG", quality=90, subsampling=0)  # thin lines keep their colors
            return file.getvalue()

    def _outline(self, image: Any, things: tuple[ObjectAnnotation, ...], scale: float) -> None:
        from PIL import ImageDraw

        from sunmao.images.geometry import rle_to_polygons

        drawing = ImageDraw.Draw(image)
        for thing in things[:MAX_OBJECTS]:
            color = self._colors.get(thing.label, COLORS[-1])
            polygons = thing.polygons or (rle_to_polygons(thing.rle) if thing.rle else ())
            for polygon in polygons:
                points = [value * scale for value in polygon]
                drawing.line([*points, *points[:2]], fill=color, width=2, joint="curve")
            if not polygons:
                drawing.rectangle([value * scale for value in thing.box], outline=color, width=2)

    def _cover(self, image: Any, sample: Sample) -> Any:
        import numpy as np
        from PIL import Image

        from sunmao.data.formats.masks.class_masks import find_label_map
        from sunmao.data.formats.masks.mask_reader import read_class_mask

        if sample.mask is None:
            return image
        try:
            if self._table is None:
                found = find_label_map(self._tree).rename(self._listing.renamed)
                self._table = found.reorder(self._listing.classes)
            numbers = read_class_mask(self._tree, self._tree.name(sample.mask), self._table, image.size).astype(int)
        except (NotAPicture, OSError, KeyError):
            return image
        palette = np.array([(0, 0, 0), *([int(color[n : n + 2], 16) for n in (1, 3, 5)] for color in COLORS)], np.uint8)
        shown = palette[np.where(numbers > 0, (numbers - 1) % len(COLORS) + 1, 0)]
        mixed = np.where(
            (numbers > 0)[..., None], np.asarray(image) * (1 - COVERED) + shown * COVERED, np.asarray(image)
        )
        return Image.fromarray(mixed.astype(np.uint8))

"""Annotations of the pictures of a data set, in the form of a model's answers."""

from sunmao.data.dataset import Dataset, open_dataset
from sunmao.data.formats.masks.class_masks import draw_object
from sunmao.data.formats.reading.image_paths import measure_image
from sunmao.images import geometry
from sunmao.tasks.object_detection.instance_masks import RleMask
from sunmao.tasks.object_detection.results import DetectedObject


def read_annotations(dataset: Dataset | str, path: str) -> list[DetectedObject]:
    """Annotations of a picture: things with `label`, `box`, `area` and `mask`, as a model's answer has them.

    Args:
        dataset: the data set, or its folder.
        path: of the picture, as it is called in the data set.

    Raises: BadValue where it is no picture of the data set.
    """
    opened = open_dataset(dataset)
    item, classes, found = opened.find_picture(path), opened.classes, []
    for thing in item.things:
        outline = None
        if (thing.polygons or thing.rle) and (size := item.size or measure_image(item.path)):
            text, shape = geometry.mask_to_rle(draw_object(thing, size))
            outline = RleMask({"size": list(shape), "counts": text.encode("ascii")})
        number = classes.index(thing.label) if thing.label in classes else 0
        found.append(DetectedObject(thing.label, 1.0, number, thing.box, outline))
    return found

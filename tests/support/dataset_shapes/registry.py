"""All shapes: importing a file of shapes registers them."""

from tests.support.dataset_shapes import boxes, boxes_xml_json, wild  # noqa: F401
from tests.support.dataset_shapes import mask_collections, masks, wild  # noqa: F401
from tests.support.dataset_shapes import mask_collections, mask_medicine, mask_pixels, masks, wild  # noqa: F401
from tests.support.dataset_shapes.shape import SHAPES

__all__ = ["SHAPES"]

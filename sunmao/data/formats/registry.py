"""The formats that are known, in the order in which they are looked for: what says most about itself comes first."""

from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.coco import COCO
from sunmao.data.formats.csv_labels import CSV_LABELS
from sunmao.data.formats.image_folder import CLASS_FOLDERS
from sunmao.data.formats.imagenet import IMAGENET
from sunmao.data.formats.instance_masks import INSTANCE_MASKS
from sunmao.data.formats.labelme import LABELME
from sunmao.data.formats.masks import MASKS
from sunmao.data.formats.object_masks import OBJECT_MASKS
from sunmao.data.formats.paddle import PADDLE
from sunmao.data.formats.teachable import TEACHABLE
from sunmao.data.formats.unlabeled import BARE
from sunmao.data.formats.voc import VOC
from sunmao.data.formats.yolo import YOLO

FORMATS: dict[str, DatasetFormat] = {
    each.name: each
    for each in (
        TEACHABLE,
        COCO,
        VOC,
        LABELME,
        YOLO,
        OBJECT_MASKS,
        INSTANCE_MASKS,
        MASKS,
        PADDLE,
        CSV_LABELS,
        IMAGENET,
        CLASS_FOLDERS,
        BARE,
    )
}

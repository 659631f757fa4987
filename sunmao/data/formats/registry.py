"""The formats that are known, in the order in which they are looked for: what says most about itself comes first."""

from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.labels.csv_labels import CSV_LABELS
from sunmao.data.formats.labels.edge_impulse import EDGE_IMPULSE
from sunmao.data.formats.labels.file_names import FILE_NAMES
from sunmao.data.formats.labels.image_folder import CLASS_FOLDERS
from sunmao.data.formats.labels.imagenet import IMAGENET
from sunmao.data.formats.labels.paddle import PADDLE
from sunmao.data.formats.labels.teachable import TEACHABLE
from sunmao.data.formats.labels.unlabeled import BARE
from sunmao.data.formats.masks.class_masks import MASKS
from sunmao.data.formats.masks.instance_masks import INSTANCE_MASKS
from sunmao.data.formats.masks.object_masks import OBJECT_MASKS
from sunmao.data.formats.objects.coco import COCO
from sunmao.data.formats.objects.labelme import LABELME
from sunmao.data.formats.objects.voc import VOC
from sunmao.data.formats.objects.yolo import YOLO

FORMATS: dict[str, DatasetFormat] = {
    each.name: each
    for each in (
        TEACHABLE,
        EDGE_IMPULSE,
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
        FILE_NAMES,
        BARE,
    )
}

"""The formats that are known, in the order in which they are looked for: what says most about itself comes first."""

from .bare import BARE
from .class_folders import CLASS_FOLDERS
from .coco import COCO
from .csv_labels import CSV_LABELS
from .declare import Format
from .imagenet import IMAGENET
from .instance_masks import INSTANCE_MASKS
from .labelme import LABELME
from .masks import MASKS
from .paddle import PADDLE
from .teachable import TEACHABLE
from .voc import VOC
from .yolo import YOLO

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        TEACHABLE,
        COCO,
        VOC,
        LABELME,
        YOLO,
        INSTANCE_MASKS,
        MASKS,
        PADDLE,
        CSV_LABELS,
        IMAGENET,
        CLASS_FOLDERS,
        BARE,
    )
}

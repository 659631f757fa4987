"""YOLOX: a YOLO without anchors."""

from sunmao.models.downloads import RemoteFile
from sunmao.models.model_spec import DetectorModel
from sunmao.models.openmmlab.specs import DetectorSpec
from sunmao.models.rtmdet import RECIPE

_COCO = "https://download.openmmlab.com/mmdetection/v2.0/yolox"

YOLOX = DetectorModel(
    name="YOLOX-tiny",
    task="detection",
    geometry="SSD_Lite",
    image_size=320,
    build=DetectorSpec("YOLOX-tiny"),
    parameters=5_033_448,
    memory=1090,
    seconds=10,
    source="Ge, Liu, Wang, Li, Sun: YOLOX: Exceeding YOLO Series in 2021, 2021",
    advice=(
        "YOLO 家族里的新一代，小而快；想和 RTMDet 比一比时用它。",
        "A newer member of the YOLO family, small and quick: try it to compare with RTMDet.",
    ),
    recipe=RECIPE,
    published=RemoteFile(
        f"{_COCO}/yolox_tiny_8x8_300e_coco/yolox_tiny_8x8_300e_coco_20211124_171234-b4047906.pth",
        "yolox_tiny_8x8_300e_coco_20211124_171234-b4047906.pth",
        "b4047906",
    ),
)
ENTRIES = (YOLOX,)

"""YOLOv3: the YOLO of the textbooks, with its own large body and with a small one."""

from sunmao.models.downloads import RemoteFile
from sunmao.models.model_spec import DetectorModel, Recipe
from sunmao.models.openmmlab.specs import SHORT_MOBILENET_V2, DetectorSpec
from sunmao.models.rtmdet import CHANGES, RECIPE

SOURCE = "Redmon, Farhadi: YOLOv3: An Incremental Improvement, 2018"
_COCO = "https://download.openmmlab.com/mmdetection/v2.0/yolo"
# Sixty pictures of shapes, 128 px, fresh weights: mAP50 after 8 and 14 epochs 0.12 and 0.22; with 2e-3 0.03 and 0.03,
# with 3e-4 0.08.
LARGE = Recipe(lr=6e-4, batch_size=8, weight_decay=5e-2, augmentation=CHANGES)

YOLO = DetectorModel(
    name="YOLO",
    task="detection",
    geometry="Yolov3",
    image_size=416,
    build=DetectorSpec("YOLO"),
    parameters=61_534_504,
    memory=4460,
    seconds=126,
    source=SOURCE,
    advice=(
        "课本里的 YOLOv3：很大，普通电脑学得很慢；想快用 YOLO-MobileNet 或 RTMDet-tiny。",
        "The textbooks' YOLOv3: very large and slow to train. YOLO-MobileNet and RTMDet-tiny are far quicker.",
    ),
    recipe=LARGE,
    published=RemoteFile(
        f"{_COCO}/yolov3_d53_mstrain-416_273e_coco/yolov3_d53_mstrain-416_273e_coco-2b60fcd9.pth",
        "yolov3_d53_mstrain-416_273e_coco-2b60fcd9.pth",
        "2b60fcd9",
    ),
)
YOLO_MOBILENET = DetectorModel(
    name="YOLO-MobileNet",
    task="detection",
    geometry="SSD_Lite",
    image_size=320,
    build=DetectorSpec("YOLO-MobileNet"),
    parameters=3_258_312,
    memory=1520,
    seconds=13,
    source=f"{SOURCE}; body: Sandler and others: MobileNetV2, 2018",
    advice=(
        "小身体的 YOLOv3：比课本里的大 YOLO 快得多。",
        "YOLOv3 with a small body: far quicker than the textbooks' large one.",
    ),
    recipe=RECIPE,
    pretrained=SHORT_MOBILENET_V2,
    published=RemoteFile(
        f"{_COCO}/yolov3_mobilenetv2_320_300e_coco/yolov3_mobilenetv2_320_300e_coco_20210719_215349-d18dff72.pth",
        "yolov3_mobilenetv2_320_300e_coco_20210719_215349-d18dff72.pth",
        "d18dff72",
    ),
)
ENTRIES = (YOLO, YOLO_MOBILENET)

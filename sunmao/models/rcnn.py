"""Faster R-CNN and Mask R-CNN: networks that look twice, first for places, then at what is there."""

from sunmao.models.downloads import RemoteFile
from sunmao.models.model_spec import DetectorModel, Recipe
from sunmao.models.openmmlab.specs import RESNET50, DetectorSpec
from sunmao.models.rtmdet import CHANGES

_COCO = "https://download.openmmlab.com/mmdetection/v2.0"
FRESH = Recipe(lr=2e-4, batch_size=2, weight_decay=5e-2, augmentation=CHANGES)
# The first layers are general; with two pictures a batch their running means would only get worse.
WARM = Recipe(
    lr=2e-4,
    batch_size=2,
    weight_decay=5e-2,
    augmentation=CHANGES,
    frozen=("backbone.conv1.", "backbone.bn1.", "backbone.layer1."),
)

FASTER_RCNN = DetectorModel(
    name="FasterRCNN",
    task="detection",
    geometry="FasterRCNN",
    image_size=320,
    build=DetectorSpec("FasterRCNN"),
    parameters=41_358_431,
    memory=1320,
    seconds=94,
    source=(
        "Ren, He, Girshick, Sun: Faster R-CNN: Towards Real-Time Object Detection with Region Proposal Networks, 2015"
    ),
    advice=(
        "课本里的大检测器：要看两遍，准，但是普通电脑学得很慢；图片少时先用 RTMDet。",
        "The textbooks' large detector: it looks twice, which is exact and slow. With few pictures use RTMDet first.",
    ),
    recipe=WARM,
    fresh=FRESH,
    pretrained=RESNET50,
    published=RemoteFile(
        f"{_COCO}/faster_rcnn/faster_rcnn_r50_fpn_1x_coco/faster_rcnn_r50_fpn_1x_coco_20200130-047c8118.pth",
        "faster_rcnn_r50_fpn_1x_coco_20200130-047c8118.pth",
        "047c8118",
    ),
)
MASK_RCNN = DetectorModel(
    name="Mask_RCNN",
    task="instance",
    geometry="Mask_RCNN",
    image_size=320,
    build=DetectorSpec("Mask_RCNN"),
    parameters=43_981_922,
    memory=1410,
    seconds=117,
    source="He, Gkioxari, Dollár, Girshick: Mask R-CNN, 2017",
    advice=(
        "课本里给东西描边的大网络：普通电脑学得很慢，想快用 RTMDet-ins-tiny。",
        "The textbooks' large network for outlines: slow to train; RTMDet-ins-tiny is far quicker.",
    ),
    recipe=WARM,
    fresh=FRESH,
    pretrained=RESNET50,
    published=RemoteFile(
        f"{_COCO}/mask_rcnn/mask_rcnn_r50_fpn_1x_coco/mask_rcnn_r50_fpn_1x_coco_20200205-d4b0c5d6.pth",
        "mask_rcnn_r50_fpn_1x_coco_20200205-d4b0c5d6.pth",
        "d4b0c5d6",
    ),
)
ENTRIES = (FASTER_RCNN, MASK_RCNN)

"""SSDLite: the small detector of the textbooks, made for telephones."""

from sunmao.models.downloads import RemoteFile
from sunmao.models.model_spec import DetectorModel
from sunmao.models.openmmlab.specs import MOBILENET_V2, DetectorSpec
from sunmao.models.rtmdet import RECIPE

_COCO = "https://download.openmmlab.com/mmdetection/v2.0/ssd"

SSD_LITE = DetectorModel(
    name="SSD_Lite",
    task="detection",
    geometry="SSD_Lite",
    image_size=320,
    build=DetectorSpec("SSD_Lite"),
    parameters=3_058_080,
    memory=1750,
    seconds=11,
    source="Sandler, Howard, Zhu, Zhmoginov, Chen: MobileNetV2: Inverted Residuals and Linear Bottlenecks, 2018; "
    "Liu and others: SSD: Single Shot MultiBox Detector, 2015",
    advice=(
        "课本里的小检测器，最适合带到行空板、树莓派上；东西太小时容易漏掉。",
        "The textbooks' small detector, the best one for a UNIHIKER or Raspberry Pi; it misses very small things.",
    ),
    recipe=RECIPE,
    pretrained=MOBILENET_V2,
    published=RemoteFile(
        f"{_COCO}/ssdlite_mobilenetv2_scratch_600e_coco/ssdlite_mobilenetv2_scratch_600e_coco_20210629_110627-974d9307.pth",
        "ssdlite_mobilenetv2_scratch_600e_coco_20210629_110627-974d9307.pth",
        "974d9307",
    ),
)
ENTRIES = (SSD_LITE,)

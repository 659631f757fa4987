"""Meaning of the numbers in the masks of well-known collections, where no file beside them says it."""

import re
from collections.abc import Collection

CITYSCAPES = dict(
    enumerate(
        (
            "unlabeled,ego vehicle,rectification border,out of roi,static,dynamic,ground,road,sidewalk,parking,rail track,"
            "building,wall,fence,guard rail,bridge,tunnel,pole,polegroup,traffic light,traffic sign,vegetation,terrain,"
            "sky,person,rider,car,truck,bus,caravan,trailer,train,motorcycle,bicycle"
        ).split(",")
    )
)
_TRAINED = (7, 8, 11, 12, 13, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33)  # of them, in `labelTrainIds`
CITYSCAPES_TRAINED = dict(enumerate(CITYSCAPES[number] for number in _TRAINED))
CAMVID = dict(
    enumerate("Sky,Building,Pole,Road,Pavement,Tree,SignSymbol,Fence,Car,Pedestrian,Bicyclist,Unlabelled".split(","))
)
VOC = dict(
    enumerate(
        (
            "background,aeroplane,bicycle,bird,boat,bottle,bus,car,cat,chair,cow,diningtable,dog,horse,motorbike,person,"
            "pottedplant,sheep,sofa,train,tvmonitor"
        ).split(",")
    )
)
TRIMAP = {1: "foreground", 3: "border"}  # 2 is the background
_VOC_NAME = re.compile(r"(?:^|.*/)\d{4}_\d{6}\.png$")


def find_known_labels(masks: Collection[str], values: set[int], line: str = "") -> dict[int, str] | None:
    """Number → class in the masks of a collection that their paths tell; 0 is among them where it is no background.

    values: in all masks. line: of a list beside them, which may name the collection.
    """
    low = [path.lower() for path in masks]
    if all(path.endswith(("_gtfine_labelids.png", "_gtcoarse_labelids.png")) for path in low):
        return {number: label for number, label in CITYSCAPES.items() if number}
    if all(path.endswith("_labeltrainids.png") for path in low):
        own = all("_gtfine_" in path or "_gtcoarse_" in path for path in low)
        return CITYSCAPES_TRAINED if own else {number: f"class_{number}" for number in values - {255}}
    if "segnet/camvid/" in line.lower() and values <= set(CAMVID):
        return CAMVID
    if values <= {*VOC, 255} and all("segmentationclass" in path and _VOC_NAME.match(path) for path in low):
        return {number: label for number, label in VOC.items() if number}
    return None


def is_trimap(masks: Collection[str], values: set[int]) -> bool:
    """Whether masks are the trimaps of the Oxford-IIIT pets, or in their manner: 1 the animal, 2 not, 3 its border."""
    return values <= {1, 2, 3} and all("trimap" in path.lower() for path in masks)

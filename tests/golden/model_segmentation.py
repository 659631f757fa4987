from sunmao import show
from sunmao.vision import Segmentation

model = Segmentation(backbone='RTMDet-ins-tiny')
wide = Segmentation(
    backbone='Mask_RCNN',
    weights='fresh',
    num_classes=3,
    image_size=320,
)
show(model)

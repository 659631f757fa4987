from sunmao import show
from sunmao.vision import Detection

model = Detection(backbone='RTMDet-tiny')
wide = Detection(backbone='SSD_Lite', weights='fresh', num_classes=3, image_size=320)
show(model)

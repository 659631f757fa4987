from sunmao import show
from sunmao.vision import SemanticSegmentation

model = SemanticSegmentation(backbone='UNet-Lite0')
wide = SemanticSegmentation(
    backbone='LRASPP',
    weights='fresh',
    num_classes=3,
    image_size=320,
)
show(model)

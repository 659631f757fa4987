from sunmao import show
from sunmao.vision import Classification

model = Classification(backbone='LeNet')
wide = Classification(
    backbone='EfficientNet-Lite0',
    weights='fresh',
    num_classes=10,
    image_size=224,
)
show(model)

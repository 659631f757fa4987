from sunmao import show
from sunmao.vision import MultiLabel

model = MultiLabel(backbone='EfficientNet-Lite0')
wide = MultiLabel(backbone='LeNet', weights='fresh', num_classes=3)
show(model)

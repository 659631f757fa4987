from sunmao import show
from sunmao.vision import ImageRegression

model = ImageRegression(backbone='EfficientNet-Lite0')
pointer = ImageRegression(backbone='LeNet', weights='fresh', unit='°')
show(model)

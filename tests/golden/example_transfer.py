from sunmao import show
from sunmao.vision import Classification

model = Classification(backbone='EfficientNet-Lite0')
model.load_dataset(path='data/digits')
model.quick_train(epochs=50)
show(model.evaluate())

result = model.inference(image='data/digits/test_set/3/17.png')
show(result)

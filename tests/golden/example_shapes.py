from sunmao import show
from sunmao.data import sample_dataset
from sunmao.deploy import Workflow
from sunmao.vision import Detection

dataset = sample_dataset(name='shapes')

model = Detection(backbone='RTMDet-Lite0', image_size=160)
model.load_dataset(path=dataset)
model.save_fold = 'models/shapes'
model.train(epochs=10, validate=True)
show(model.evaluate())

model.convert(out_file='models/shapes.onnx')
small_model = Workflow(checkpoint='models/shapes.onnx')

result = small_model.inference(image='data/shapes/images/test/291.jpg', show=True)
for kind in ['circle', 'triangle', 'square', 'star']:
    print(kind, result.count(label=kind))
for thing in result.things:
    print(thing.label, thing.center_x, thing.center_y)

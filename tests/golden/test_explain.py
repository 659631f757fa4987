from sunmao import show
from sunmao.data import sample_dataset
from sunmao.deploy import Workflow

dataset = sample_dataset(name='digits')

model = Workflow(checkpoint='models/digits.onnx')
show(model.explain(image='data/digits/test_set/3/17.png'))

image = model.explain(
    image='data/digits/test_set/3/17.png',
    label='8',
    method='occlusion',
)
print(image.shape[1])

from sunmao.data import Dataset
from sunmao.deploy import Workflow

dataset = Dataset(path='data/digits')

model = Workflow(checkpoint='models/digits.onnx')

result = model.inference(image='data/digits/test_set/3/17.png')

dataset.keep_unsure(result, at_most=50)

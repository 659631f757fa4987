from sunmao.data import sample_dataset
from sunmao.deploy import Workflow
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
model.save_fold = 'models/digits'
model.train(epochs=1, validate=True)

model.convert(out_file='models/digits.onnx')
small_model = Workflow(checkpoint='models/digits.onnx', provider='CPU', threads=1)
print(small_model.inference(image='data/digits/test_set/3/17.png').label)

from sunmao.data import sample_dataset
from sunmao.deploy import Workflow

dataset = sample_dataset(name='digits')

model = Workflow(checkpoint='models/digits.onnx')

report = model.evaluate(path='data/digits')
print(report.accuracy)
print(report.top5)
print(report.precision)
print(report.recall)
print(report.f1)

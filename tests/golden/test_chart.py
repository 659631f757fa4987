from sunmao import show
from sunmao.data import sample_dataset
from sunmao.deploy import Workflow

dataset = sample_dataset(name='digits')

model = Workflow(checkpoint='models/digits.onnx')

report = model.evaluate(path='data/digits')
show(report.chart(kind='confusion_matrix'))
show(report.chart(kind='classes'))
show(report.chart(kind='roc'))
show(report.chart(kind='pr'))

from sunmao import show
from sunmao.data import sample_dataset
from sunmao.deploy import Workflow, compare

dataset = sample_dataset(name='digits')

model = Workflow(checkpoint='models/digits.onnx')
other = Workflow(checkpoint='models/again.onnx')
show(compare(models=[model, other], path=dataset))

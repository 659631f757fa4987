from sunmao.data import sample_dataset
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
model.save_fold = 'models/digits'
model.train(epochs=1, validate=True)

model.convert(out_file='models/digits.onnx')
model.convert(
    out_file='models/again.onnx',
    checkpoint='models/digits/latest.pth',
    opset_version=13,
    ir_version=7,
)

from sunmao.data import sample_dataset
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
model.save_fold = 'models/digits'
model.train(epochs=1, validate=True)

model.quantize(out_file='models/digits-int8.onnx')
model.quantize(
    out_file='models/digits-half.onnx',
    method='float16',
    path=dataset,
    checkpoint='models/digits/latest.pth',
)

from sunmao import ask_picture, show
from sunmao.data import sample_dataset
from sunmao.deploy import Workflow
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
model.save_fold = 'models/digits'
model.train(epochs=10, validate=True)
show(model.evaluate())

result = model.inference(image='data/digits/test_set/3/17.png', show=True)
print(result.label, result.confidence)

model.convert(out_file='models/digits.onnx')
small_model = Workflow(checkpoint='models/digits.onnx')
image = ask_picture('请画一个数字')

result = small_model.inference(image=image)
if result.has(label='3'):
    print('我认出来了：是 3！')
else:
    print(f'我看是 {result.label}')

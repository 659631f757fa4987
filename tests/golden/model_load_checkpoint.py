from sunmao.data import sample_dataset
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
model.save_fold = 'models/digits'
model.train(epochs=1, validate=True)
model = Classification(backbone='LeNet')
model.load_checkpoint(checkpoint='models/digits/latest.pth', device='cpu')

result = model.inference(image='data/digits/test_set/3/17.png')
print(result.label)

from sunmao.data import sample_dataset
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
lr = model.find_lr()
model.train(epochs=1, validate=True, lr=lr)

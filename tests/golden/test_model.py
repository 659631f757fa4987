from sunmao import show
from sunmao.data import sample_dataset
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
model.save_fold = 'models/digits'
model.train(epochs=1, validate=True)
show(model.evaluate())
show(model.evaluate(split='val', path='data/digits'))

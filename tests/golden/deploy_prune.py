from sunmao.data import sample_dataset
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
model.save_fold = 'models/digits'
model.train(epochs=1, validate=True)

model.prune(budget=0.5, epochs=5)
model.prune(budget=0.3, epochs=2, of='size', random_seed=7)

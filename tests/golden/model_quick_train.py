from sunmao.data import sample_dataset
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
model.quick_train(epochs=2, lr=0.01, random_seed=1, class_weights='balanced')

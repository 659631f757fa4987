from sunmao import show
from sunmao.data import sample_dataset
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
model.augment(policy='trivial_augment')
show(model.preview_augmentation(count=8))

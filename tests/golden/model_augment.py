from sunmao.data import sample_dataset
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
model.augment(policy='rand_augment')
model.augment(
    policy='off',
    mixup=0.2,
    cutmix=1,
    random_erasing=0.25,
    flip=False,
    rotate=15,
    scale=0.15,
    shift=0.1,
    color=0.2,
)
model.train(epochs=1, validate=True)

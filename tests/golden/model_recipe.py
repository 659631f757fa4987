from sunmao.data import sample_dataset
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
model.recipe(schedule='plateau')
model.recipe(
    schedule='cosine',
    warmup=1,
    label_smoothing=0.1,
    clip=1,
    momentum=0.9,
    ema=0.99,
    sampling='balanced',
    frozen='nothing',
)
model.train(epochs=2, validate=True)

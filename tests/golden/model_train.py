from sunmao.data import sample_dataset
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
model.save_fold = 'models/digits'
model.train(epochs=1, validate=True)
model.train(
    epochs=1,
    validate=False,
    lr=0.003,
    batch_size=32,
    optimizer='AdamW',
    device='cpu',
    random_seed=1,
    checkpoint='models/digits/latest.pth',
    weight_decay=0.0001,
    early_stop=5,
    distributed=True,
)

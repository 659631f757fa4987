from sunmao.data import Dataset
from sunmao.sound import SoundClassification

model = SoundClassification()

model.load_dataset(path=Dataset(path='data/claps'))

model.train(validate=True, random_seed=7)

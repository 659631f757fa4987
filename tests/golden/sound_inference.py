from sunmao.data import Dataset
from sunmao.sound import SoundClassification

model = SoundClassification()

model.load_dataset(path=Dataset(path='data/claps'))

model.train(validate=True, random_seed=7)
result = model.inference(sound='data/claps/clap/1.wav', unknown=0.6)
print(result)

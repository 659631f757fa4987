from sunmao.data import Dataset
from sunmao.motion import MotionClassification

model = MotionClassification()

model.load_dataset(path=Dataset(path='data/wand'))

model.train(validate=True, random_seed=7)

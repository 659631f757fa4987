from sunmao.data import Dataset
from sunmao.vision import PointsClassification

model = PointsClassification(what='hand')
model.load_dataset(path=Dataset(path='data/hands'))
model.train(validate=True, random_seed=7)

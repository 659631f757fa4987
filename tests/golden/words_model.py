from sunmao.data import Dataset
from sunmao.language import TextClassification

model = TextClassification()

model.load_dataset(path=Dataset(path='data/moods'))

model.train()

from sunmao import show
from sunmao.data import Dataset
from sunmao.language import TextClassification

model = TextClassification()

model.load_dataset(path=Dataset(path='data/moods'))

model.train()
result = model.inference(text='今天真开心', unknown=0.3)
show(result)
print(result.label)

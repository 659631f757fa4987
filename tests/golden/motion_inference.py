from sunmao.data import Dataset
from sunmao.motion import MotionClassification

model = MotionClassification()

model.load_dataset(path=Dataset(path='data/wand'))

model.train()
result = model.inference(motion='data/wand/circle/1.csv', unknown=0.6)
print(result)

from sunmao.data import Dataset
from sunmao.pictures import new_image

image = new_image(width=64, height=64, color='#ff0000')
dataset = Dataset(path='data/colors')
dataset.add(image=image, label='red')
dataset.add(image=image, label='red')
dataset.mend(findings='all')
dataset.mend(findings='duplicates')
print(dataset.count_pictures())

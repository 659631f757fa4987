from sunmao.data import Dataset
from sunmao.pictures import new_image

dataset = Dataset(path='data/colors')
image = new_image(width=60, height=40, color='#ff0000')
dataset.add(image=image, label='red')
print(dataset.count_pictures())

from sunmao.data import Dataset
from sunmao.pictures import new_image

image = new_image(width=64, height=64, color='#ff0000')
dataset = Dataset(path='data/tea1')
dataset.add(image=image, label='a')
dataset.declare(task='detection', classes=['cup', 'plate'])
print(len(dataset.list_unlabeled()))

from sunmao.data import Dataset
from sunmao.pictures import new_image

image = new_image(width=64, height=64, color='#ff0000')
dataset = Dataset(path='data/tea2')
dataset.add(image=image, label='a')
dataset.add(image=image, label='a')
dataset.declare(task='detection', classes=['cup', 'plate'])
dataset.set_annotations(path='a/1.png', objects=[])
print(dataset.list_unlabeled())

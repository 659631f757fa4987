from sunmao.data import Dataset
from sunmao.pictures import new_image
from sunmao.vision import read_annotations

image = new_image(width=64, height=64, color='#ff0000')
dataset = Dataset(path='data/tea3')
dataset.add(image=image, label='a')
dataset.declare(task='detection', classes=['cup', 'plate'])
dataset.set_annotations(path='a/1.png', objects=[])
print(len(read_annotations(dataset=dataset, path='a/1.png')))

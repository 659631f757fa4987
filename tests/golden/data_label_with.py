from sunmao.data import Dataset
from sunmao.deploy import Workflow
from sunmao.pictures import new_image
from sunmao.vision import label_dataset

image = new_image(width=64, height=64, color='#ff0000')
dataset = Dataset(path='data/tea5')
dataset.add(image=image, label='a')
dataset.declare(task='detection', classes=['cup', 'plate'])

model = Workflow(checkpoint='models/shapes.onnx')

label_dataset(model=model, dataset=dataset, score=0.5)
print(len(dataset.list_unlabeled()))

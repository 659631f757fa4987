from sunmao import show
from sunmao.data import sample_dataset
from sunmao.nets import Conv, Flatten, Linear, Network

model = Network(width=16, height=16, channels=1)
model.add(Conv(filters=4, kernel_size=3))
model.add(Flatten())
model.add(Linear(units=10))
model.load_dataset(path=sample_dataset(name='digits'))
model.train(epochs=1, validate=True)
show(model.draw_layers(image='data/digits/test_set/3/17.png'))

from sunmao import show
from sunmao.nets import Linear, Network
from sunmao.tables import sample_table

model = Network(inputs=4)
model.add(Linear(units=3))
model.load_dataset(path=sample_table(name='iris'), target='species')
model.train(epochs=2, validate=True)
result = model.inference(data=[5.1, 3.5, 1.4, 0.2])
show(result)

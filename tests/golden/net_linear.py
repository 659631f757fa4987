from sunmao import show
from sunmao.nets import Linear, Network

model = Network(inputs=4)
model.add(Linear(units=10))
show(model)

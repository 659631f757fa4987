from sunmao import show
from sunmao.nets import BatchNorm, Flatten, Network, ReLU, Sigmoid, Tanh

model = Network(width=32, height=32, channels=1)
model.add(ReLU())
model.add(Sigmoid())
model.add(Tanh())
model.add(BatchNorm())
model.add(Flatten())
show(model)

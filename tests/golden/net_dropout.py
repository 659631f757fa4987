from sunmao import show
from sunmao.nets import Dropout, Network

model = Network(inputs=4)
model.add(Dropout(rate=0.5))
show(model)

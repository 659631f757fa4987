from sunmao import show
from sunmao.nets import Conv, Network

model = Network(width=32, height=32, channels=1)
model.add(Conv(filters=8, kernel_size=3))
model.add(Conv(filters=16, kernel_size=5, stride=2, padding=1))
show(model)

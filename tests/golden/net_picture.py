from sunmao import show
from sunmao.nets import Network

model = Network(width=24, height=16, channels=3)
show(model)

from sunmao import show
from sunmao.nets import Network, Pool

model = Network(width=32, height=32, channels=1)
model.add(Pool(kind='max', size=2))
model.add(Pool(kind='average', size=3))
show(model)

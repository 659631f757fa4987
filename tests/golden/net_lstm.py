from sunmao import show
from sunmao.nets import LSTM, Network

model = Network(width=32, height=32, channels=1)
model.add(LSTM(units=32))
show(model)

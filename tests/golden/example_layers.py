from sunmao import show
from sunmao.data import sample_dataset
from sunmao.nets import Conv, Flatten, Linear, Network, Pool, ReLU

model = Network(width=32, height=32, channels=1)
model.add(Conv(filters=8, kernel_size=3))
model.add(ReLU())
model.add(Pool(kind='max', size=2))
model.add(Flatten())
model.add(Linear(units=10))
show(model)
model.load_dataset(path=sample_dataset(name='digits'))
model.train(epochs=5, validate=True, lr=0.01)
report = model.evaluate()
show(report.chart(kind='confusion_matrix'))
for mistake in report.mistakes:
    show(mistake)

from sunmao import show
from sunmao.data import sample_dataset

dataset = sample_dataset(name='digits')
show(dataset, title='digits')

from sunmao import show
from sunmao.data import Dataset

show(Dataset(path='data/signs'))

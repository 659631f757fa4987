from sunmao.data import Dataset, sample_dataset

dataset = sample_dataset(name='digits')
same = Dataset(path='data/digits')
print(same.count_pictures())

from sunmao.data import sample_dataset

dataset = sample_dataset(name='digits')
dataset.check()
print(dataset.count_pictures())

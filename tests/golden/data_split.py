from sunmao.data import sample_dataset

dataset = sample_dataset(name='digits')
dataset.split(ratio='8:1:1', seed=1, lock_test=True)

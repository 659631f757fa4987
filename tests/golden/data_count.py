from sunmao.data import sample_dataset

dataset = sample_dataset(name='digits')
print(dataset.count_pictures(label='3', split='test'))

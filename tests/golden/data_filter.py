from sunmao.data import sample_dataset

dataset = sample_dataset(name='digits')
chosen = dataset.filter(label='3', split='test', n=20)
print(chosen.count_pictures())

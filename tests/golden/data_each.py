from sunmao.data import sample_dataset

dataset = sample_dataset(name='digits')
n = 0
for image, label in dataset.samples(split='test'):
    if label == '3':
        n += 1
print(n)

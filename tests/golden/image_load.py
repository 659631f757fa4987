from sunmao.data import sample_dataset
from sunmao.pictures import load_image

dataset = sample_dataset(name='digits')
image = load_image('data/digits/test_set/3/17.png')
print(image.shape[1])

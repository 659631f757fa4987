from sunmao.language import read_text
from sunmao.data import sample_dataset

dataset = sample_dataset(name='moods')
print(read_text('data/moods/test_set/glad.txt'))

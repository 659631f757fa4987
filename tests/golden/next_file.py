from sunmao.language import read_text

print(read_text('data/story.txt'))

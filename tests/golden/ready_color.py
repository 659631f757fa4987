from sunmao.ready import name_color

result = name_color(image='data/digits/test_set/3/17.png', part='all')
print(result.label)

from sunmao.vision import name_thing

result = name_thing(image='data/digits/test_set/3/17.png', show=True, smooth=2)
print(result.label)

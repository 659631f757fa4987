from sunmao.ready import find_codes, find_markers

result = find_codes(image='data/digits/test_set/3/17.png')
print(result.text)
result = find_markers(image='data/digits/test_set/3/17.png')
for thing in result.things:
    print(thing.angle)

from sunmao.ready import find_color

result = find_color(color='white', image='data/digits/test_set/3/17.png', least_area=10)
print(result.count())

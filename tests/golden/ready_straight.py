from sunmao.ready import find_points

points = find_points(what='hand', image='data/digits/test_set/3/17.png')
print(points.is_straight('index'))

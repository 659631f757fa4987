from sunmao.ready import find_points

points = find_points(what='hand', image='data/digits/test_set/3/17.png')
if points.has(label='hand'):
    print(points.distance('thumb tip', 'index tip'))

from sunmao.ready import find_points

points = find_points(what='body', image='data/digits/test_set/3/17.png')
if points.has(label='body'):
    print(points.angle('right shoulder', 'right elbow', 'right wrist'))

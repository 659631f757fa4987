from sunmao.ready import find_motion

result = find_motion(
    before='data/digits/test_set/3/17.png',
    image='data/digits/test_set/8/17.png',
    least_area=20,
)
print(result.count())

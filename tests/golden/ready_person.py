from sunmao import show
from sunmao.ready import find_person

result = find_person(image='data/digits/test_set/3/17.png')
show(result.replace_background(background='#00b140'))

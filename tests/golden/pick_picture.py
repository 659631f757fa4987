print('data/digits/test_set/3/17.png')

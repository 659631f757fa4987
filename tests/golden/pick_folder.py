print('data/digits/test_set/3')

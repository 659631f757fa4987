print('banana'.find('n'), 'banana'.rfind('n'))

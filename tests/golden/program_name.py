print(list(map(len, ['a', 'bb'])))

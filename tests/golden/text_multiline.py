print('first line\nsecond line')

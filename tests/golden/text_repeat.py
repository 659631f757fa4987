print('*' * 10)

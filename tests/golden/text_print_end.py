print('one', end=' ')
print('two')

print('above')
print()

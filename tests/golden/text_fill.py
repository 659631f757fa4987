line = '{} + {}'
print(line.format(1, 2))

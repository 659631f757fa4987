colors = {'red', 'red'}
print(colors)

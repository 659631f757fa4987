fruits = ['apple', 'fig']
fruits.remove('apple')
print(fruits)

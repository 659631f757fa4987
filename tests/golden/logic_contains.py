prices = {'apple': 2}
print('apple' in prices, 'fig' not in prices)

prices = {'apple': 2, 'bread': 5}
print(prices['bread'])

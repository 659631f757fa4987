prices = {'apple': 2}
prices['milk'] = 3
print(prices)

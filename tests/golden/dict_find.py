prices = {'apple': 2}
print(prices.get('milk'))

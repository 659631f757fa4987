stock = {'pens': 5, 'books': 12}
print(sum(stock.values()), len(stock.keys()), len(stock.items()))

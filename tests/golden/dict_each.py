stock = {'pens': 5, 'books': 12}
for name, count in stock.items():
    print(name, count)

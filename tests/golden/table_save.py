from sunmao.tables import Table

table = Table(columns=['time', 'light'])
table.add_row([1, 0.5])
table.save(path='log.csv')

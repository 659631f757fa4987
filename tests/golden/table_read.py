from sunmao.tables import Table, read_table

table = Table(columns=['time', 'light'])
table.add_row([1, 0.5])
table.save(path='data/light.csv')
print(read_table('data/light.csv', header=True).rows[0][0])

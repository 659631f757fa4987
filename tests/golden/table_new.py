from sunmao.tables import Table

table = Table(columns=['time', 'light'])
print(len(table.rows))

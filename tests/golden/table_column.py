from sunmao.tables import sample_table

table = sample_table(name='iris')
print(len(table.column('species')))

from sunmao.tables import sample_table

table = sample_table(name='iris')
table.set_type(name='species', type='text')
print(table.column('species')[0])

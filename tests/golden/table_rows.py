from sunmao.tables import sample_table

table = sample_table(name='iris')
for item in table.rows:
    print(item)

from sunmao.tables import sample_table

print(len(sample_table(name='wine').column('hue')))

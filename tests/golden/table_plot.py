from sunmao import show
from sunmao.tables import sample_table

table = sample_table(name='iris')
show(table.plot(kind='scatter', x='petal length', y='petal width', color='species'))

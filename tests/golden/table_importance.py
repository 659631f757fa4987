from sunmao import show
from sunmao.tables import TableModel, sample_table

model = TableModel(method='decision_tree', max_depth=3, random_seed=1)
model.load_dataset(path=sample_table(name='iris'), target='species')
model.train(random_seed=2)
show(model.importance())

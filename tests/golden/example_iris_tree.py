from sunmao import show
from sunmao.tables import TableModel, sample_table

table = sample_table(name='iris')
show(table.plot(kind='scatter', x='petal length', y='petal width', color='species'))
model = TableModel(method='decision_tree', max_depth=3)
model.load_dataset(path=table, target='species')
model.train()
show(model)
show(model.evaluate())
length = float(input('花瓣长多少厘米？'))
result = model.inference(data=[5.1, 3.5, length, 0.2])
print('这是 ' + str(result.label))

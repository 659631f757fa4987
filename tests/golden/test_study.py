from sunmao import show
from sunmao.studies import study
from sunmao.tables import TableModel, sample_table
from sunmao.vision import Classification

model = TableModel(method='decision_tree')
model.load_dataset(path=sample_table(name='iris'))
show(
    study(
        model=model,
        argument='max_depth',
        values=[1, 3],
        epochs=8,
        seeds=3,
        argument_2='data_share',
        values_2=[0.3, 1],
    )
)
picture_model = Classification(backbone='LeNet')
picture_model.load_dataset(path='data/digits')
table = study(
    model=picture_model,
    argument='data_share',
    values=[0.01, 0.1],
    epochs=1,
    stop_early=False,
    resume=False,
)
print(table.columns[0])

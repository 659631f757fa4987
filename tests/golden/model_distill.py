from sunmao.data import sample_dataset
from sunmao.vision import Classification

dataset = sample_dataset(name='digits')

model = Classification(backbone='LeNet')
model.load_dataset(path=dataset)
model.train(epochs=1, validate=True)
student = Classification(backbone='LeNet')
student.load_dataset(path=dataset)
student.save_fold = 'models/student'
student.distill(model, epochs=1)
student.distill(
    model,
    epochs=1,
    temperature=2,
    teacher_share=0.5,
    unlabeled='data/digits/test_set/3',
    compare=False,
    lr=0.003,
    random_seed=1,
)

from sunmao.deploy import Workflow

model = Workflow(checkpoint='models/digits.onnx')

results = model.inference_all(
    path='data/digits/test_set/3',
    show=False,
    save_fold='seen',
)
print(len(results))

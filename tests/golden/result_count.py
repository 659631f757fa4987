from sunmao.deploy import Workflow

model = Workflow(checkpoint='models/digits.onnx')

result = model.inference(image='data/digits/test_set/3/17.png')
print(result.count(label='3', confidence=0.1))

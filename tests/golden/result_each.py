from sunmao.deploy import Workflow

model = Workflow(checkpoint='models/digits.onnx')

result = model.inference(image='data/digits/test_set/3/17.png', unknown=0.1)
for thing in result.things:
    print(thing.confidence)

from sunmao.deploy import Workflow
from sunmao.pictures import new_image

model = Workflow(checkpoint='models/shapes.onnx')
image = new_image(width=320, height=240, color='#ffffff')

result = model.inference(image=image, confidence=0.3)
for thing in result.things:
    print(thing.center_x)
    print(thing.center_y)
    print(thing.width)
    print(thing.height)
    print(thing.area)
    print(thing.id)

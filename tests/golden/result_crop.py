from sunmao.deploy import Workflow
from sunmao.pictures import new_image

model = Workflow(checkpoint='models/shapes.onnx')
image = new_image(width=320, height=240, color='#ffffff')

result = model.inference(image=image)
for thing in result.things:
    part = thing.crop(image=image)
    print(part.shape[1])

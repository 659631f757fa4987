from sunmao.deploy import Workflow
from sunmao.pictures import new_image

model = Workflow(checkpoint='models/areas.onnx')
image = new_image(width=40, height=30, color='#ffffff')

result = model.inference(image=image)
print(result.color(label='circle'))

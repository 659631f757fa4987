from sunmao.deploy import Workflow
from sunmao.pictures import new_image

model = Workflow(checkpoint='models/areas.onnx')
image = new_image(width=40, height=30, color='#ffffff')

result = model.inference(image=image)
other = result.replace_background(background='#0000ff')
other = result.replace_background(background=image, label='circle')
print(other.shape[1])

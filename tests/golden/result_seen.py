from sunmao.deploy import Workflow
from sunmao.pictures import new_image
from sunmao.vision import Tracker

model = Workflow(checkpoint='models/shapes.onnx')
image = new_image(width=320, height=240, color='#ffffff')

tracker = Tracker()
for count in range(3):
    result = tracker.follow(result=model.inference(image=image))
print(tracker.seen())
print(tracker.seen(label='star'))

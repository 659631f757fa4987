from sunmao import listen, stop
from sunmao.cameras import Camera
from sunmao.deploy import Workflow

camera = Camera(source='simulated')

model = Workflow(checkpoint='models/digits.onnx')


@camera.when_seen(model=model, label='1', confidence=0.5)
def on_seen(result):
    print(result.label)
    stop()


listen()

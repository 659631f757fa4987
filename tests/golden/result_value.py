from sunmao.boards import Servo, use_board
from sunmao.deploy import Workflow

use_board(name='simulated')
servo = Servo(pin=9)

model = Workflow(checkpoint='models/pointer.onnx')

result = model.inference(image='data/digits/test_set/3/17.png')

servo.angle = result.value
print(result.value)

from sunmao import show
from sunmao.boards import Servo, use_board
from sunmao.cameras import Camera
from sunmao.vision import Classification

use_board(name='simulated')
servo = Servo(pin=9)
camera = Camera(source='simulated')

model = Classification(backbone='LeNet')
model.load_dataset(path='data/digits')
model.train(epochs=5, validate=True)

for image in camera:
    result = model.inference(image=image, unknown=0.6, smooth=5)
    show(result, title='摄像头')
    if result.has(label='1'):
        servo.angle = 45
    elif result.has(label='2'):
        servo.angle = 90
    elif result.has(label='3'):
        servo.angle = 135

from sunmao.boards import Servo, use_board

use_board(name='simulated')
servo = Servo(pin=9)
servo.angle = 90

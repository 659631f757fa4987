from sunmao.boards import Servo, use_board

use_board(name='simulated')
servo = Servo(pin=9)
arm = Servo(pin=10, min_angle=-90, max_angle=90, min_pulse=0.6, max_pulse=2.4)

from sunmao.boards import DriverServo, use_board

use_board(name='simulated')
servo = DriverServo(channel=0, max_pulse=2.4)
servo.angle = 90

from sunmao.boards import Motor, use_board

use_board(name='simulated')
motor = Motor(forward=5, backward=6)
motor.forward(speed=0.5)
motor.backward(speed=1)

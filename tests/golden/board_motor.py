from sunmao.boards import Motor, use_board

use_board(name='simulated')
motor = Motor(forward=5, backward=6, enable=10)
motor.off()

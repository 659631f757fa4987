from sunmao.boards import Stepper, use_board

use_board(name='simulated')
stepper = Stepper(in1=8, in2=9, in3=10, in4=11, steps_per_turn=2048)
stepper.turn(degrees=90, speed=12)

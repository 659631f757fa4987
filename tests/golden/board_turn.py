from sunmao.boards import Stepper, use_board

use_board(name='simulated')
stepper = Stepper(in1=8, in2=9, in3=10, in4=11)
stepper.turn(degrees=-45, background=True)

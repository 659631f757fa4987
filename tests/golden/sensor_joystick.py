from sunmao.boards import Joystick, use_board

use_board(name='simulated')
stick = Joystick(x='A0', y='A1', button=2)
print(stick.x)
print(stick.y)

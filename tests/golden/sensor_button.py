from sunmao.boards import Button, use_board

use_board(name='simulated')
button = Button(pin=2, pull_up=False, hold_time=2)

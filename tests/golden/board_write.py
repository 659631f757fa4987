from sunmao.boards import use_board, write_pin

use_board(name='simulated')
write_pin(pin=4, value=1)
write_pin(pin=5, value=0.5)

from sunmao.boards import read_pin, use_board

use_board(name='simulated')
print(read_pin(pin='A0'))

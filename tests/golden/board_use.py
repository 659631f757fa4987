from sunmao.boards import use_board

use_board(name='simulated')
print('ready')

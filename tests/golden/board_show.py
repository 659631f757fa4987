from sunmao.boards import Display, use_board

use_board(name='simulated')
display = Display(kind='lcd1602')
display.show('hello')
display.show(42, line=2)

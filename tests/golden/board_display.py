from sunmao.boards import Display, use_board

use_board(name='simulated')
display = Display(kind='oled')
display.off()

from sunmao.boards import RGBLED, use_board

use_board(name='simulated')
light = RGBLED(red=9, green=10, blue=11)
light.color = '#ff0000'

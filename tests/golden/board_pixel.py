from sunmao.boards import NeoPixel, use_board

use_board(name='simulated')
strip = NeoPixel(pin=6, n=12)
strip.color = '#00ff00'
strip.set_pixel(number=2, color='#ff0000')
strip.off()

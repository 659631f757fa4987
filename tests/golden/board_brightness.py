from sunmao.boards import LED, use_board

use_board(name='simulated')
led = LED(pin=9)
led.value = 0.5

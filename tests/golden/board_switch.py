from sunmao.boards import LED, use_board

use_board(name='simulated')
led = LED(pin=13)
led.on()
led.off()
led.toggle()

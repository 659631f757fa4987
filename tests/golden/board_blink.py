from sunmao.boards import LED, use_board

use_board(name='simulated')
led = LED(pin=13)
led.blink(n=1)
led.blink(n=2, on_time=0.1, off_time=0.1, background=True)

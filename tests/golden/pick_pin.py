from sunmao.boards import LED, LightSensor, use_board

use_board(name='simulated')
light = LightSensor(pin='A0')
led = LED(pin=9)

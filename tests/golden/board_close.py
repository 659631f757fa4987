from sunmao.boards import LED, use_board
from sunmao.cameras import Camera

use_board(name='simulated')
camera = Camera(source='simulated')
led = LED(pin=13)
led.close()
camera.close()

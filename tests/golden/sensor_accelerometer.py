from sunmao.boards import LED, Accelerometer, use_board

use_board(name='simulated')
tilt = Accelerometer(threshold=1)
led = LED(pin=13)
print(tilt.x)
print(tilt.y)
print(tilt.z)
if tilt.is_active:
    led.on()

from sunmao.boards import ColorSensor, use_board

use_board(name='simulated')
color_sensor = ColorSensor()
print(color_sensor.red)
print(color_sensor.green)
print(color_sensor.blue)

from sunmao.boards import DistanceSensor, use_board

use_board(name='simulated')
sensor = DistanceSensor(echo=8, trigger=7)

from sunmao.boards import RealTimeClock, use_board

use_board(name='simulated')
clock = RealTimeClock()
print(clock.hour)
print(clock.second)

from sunmao.boards import RealTimeClock, use_board

use_board(name='simulated')
clock = RealTimeClock()
clock.set_now()
print(clock.minute)

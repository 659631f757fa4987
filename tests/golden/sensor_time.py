from sunmao.boards import DigitDisplay, RealTimeClock, use_board

use_board(name='simulated')
clock = RealTimeClock()
digits = DigitDisplay(clk=2, dio=3)
digits.show(clock.time)
print(clock.date)

from sunmao.boards import DigitDisplay, use_board

use_board(name='simulated')
digits = DigitDisplay(clk=2, dio=3)
digits.show('12:34')

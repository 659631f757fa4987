from sunmao.boards import Keypad, use_board

use_board(name='simulated')
keypad = Keypad(
    row1=2,
    row2=3,
    row3=4,
    row4=5,
    column1=6,
    column2=7,
    column3=8,
    column4=9,
)
print(keypad.wait_for_key(timeout=0.1))

from sunmao.boards import Button, use_board

use_board(name='simulated')
button = Button(pin=2)
print(button.is_pressed)

from sunmao import every, listen, stop
from sunmao.boards import Button, use_board

use_board(name='simulated')
button = Button(pin=2)


@button.when_pressed
def button_pressed():
    print('pressed')


@button.when_held
def button_held():
    print('held')


@every(0.1)
def on_time():
    print('nobody')
    stop()


listen()

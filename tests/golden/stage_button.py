from sunmao import every, listen, stop
from sunmao.stage import PanelButton

play = PanelButton(name='Play')


@play.when_pressed
def play_pressed():
    print('pressed')


@every(0.1)
def on_time():
    stop()


listen()

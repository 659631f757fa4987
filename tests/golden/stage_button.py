from sunmao import listen
from sunmao.stage import PanelButton

play = PanelButton(name='Play')


@play.when_pressed
def play_pressed():
    print('pressed')


listen()

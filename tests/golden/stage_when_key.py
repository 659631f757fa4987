from sunmao import listen
from sunmao.stage import Sprite, key

robot = Sprite(picture='robot')


@key('up').when_pressed
def on_key():
    robot.move(steps=10)


listen()

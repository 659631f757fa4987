from sunmao import every, listen, stop
from sunmao.stage import Sprite, key

robot = Sprite(picture='robot')


@key('up').when_pressed
def on_key():
    robot.move(steps=10)


@every(0.1)
def on_time():
    stop()


listen()

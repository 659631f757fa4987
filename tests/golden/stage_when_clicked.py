from sunmao import every, listen, stop
from sunmao.stage import Sprite

robot = Sprite(picture='robot')


@robot.when_clicked
def robot_clicked():
    robot.say('?')


@every(0.1)
def on_time():
    stop()


listen()

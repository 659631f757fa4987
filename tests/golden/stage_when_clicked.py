from sunmao import listen
from sunmao.stage import Sprite

robot = Sprite(picture='robot')


@robot.when_clicked
def robot_clicked():
    robot.say('?')


listen()

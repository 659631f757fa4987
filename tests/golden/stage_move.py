from sunmao.stage import Sprite

robot = Sprite(picture='robot')
robot.move(steps=10)

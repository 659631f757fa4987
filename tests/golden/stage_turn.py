from sunmao.stage import Sprite

robot = Sprite(picture='robot')
robot.turn(degrees=-15)

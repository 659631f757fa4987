from sunmao.stage import Sprite

robot = Sprite(picture='robot')
robot.size = 50

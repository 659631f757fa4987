from sunmao.stage import Sprite

robot = Sprite(picture='robot')
print(robot.x)
print(robot.direction)

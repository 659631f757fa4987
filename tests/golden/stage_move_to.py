from sunmao.stage import Sprite

robot = Sprite(picture='robot')
robot.move_to(x=120, y=-60)

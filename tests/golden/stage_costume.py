from sunmao.stage import Sprite

robot = Sprite(picture='robot')
robot.costume = 'happy'

from sunmao.stage import Sprite

robot = Sprite(picture='robot')
robot.glide(seconds=1, x=100, y=0)

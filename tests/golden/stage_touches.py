from sunmao.stage import Sprite

robot = Sprite(picture='robot')
star = Sprite(picture='star')
if robot.touches(star):
    print('touches')

from sunmao.stage import Sprite

robot = Sprite(picture='robot')
twin = robot.clone()
twin.move(steps=10)

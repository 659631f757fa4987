from sunmao.stage import Sprite

robot = Sprite(picture='robot')
robot.say('你好！')
robot.say(3, seconds=0.1, aloud=True)

from sunmao.motion import Motion

movement = Motion(source='simulated')
movement.record(path='data/wand/circle/1.csv', seconds=0.2)
print('recorded')

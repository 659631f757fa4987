from sunmao.motion import Motion

movement = Motion(source='simulated')
print('ready')

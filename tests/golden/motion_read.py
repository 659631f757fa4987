from sunmao.motion import Motion

movement = Motion(source='simulated')
clip = movement.read(seconds=0.5)
print(clip)

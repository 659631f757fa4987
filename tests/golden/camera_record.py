from sunmao.cameras import Camera

camera = Camera(source='simulated')
camera.record(path='clip.mp4', seconds=0.3)
print('recorded')

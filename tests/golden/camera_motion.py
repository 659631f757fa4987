from sunmao.cameras import Camera

camera = Camera(source='simulated')
print(camera.motion <= 1)

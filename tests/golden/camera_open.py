from sunmao.cameras import Camera

camera = Camera(source='simulated', width=320, height=240, mirror=True)
print('ready')

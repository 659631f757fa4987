from sunmao.cameras import Camera

camera = Camera(source='simulated')

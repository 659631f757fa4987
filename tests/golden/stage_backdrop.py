from sunmao.cameras import Camera
from sunmao.stage import backdrop

camera = Camera(source='simulated')
image = camera.read()
backdrop(image, points='hand', mirror=True)

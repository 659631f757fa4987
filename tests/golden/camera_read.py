from sunmao import show
from sunmao.cameras import Camera

camera = Camera(source='simulated')
image = camera.read()
show(image)

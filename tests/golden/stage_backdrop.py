from sunmao.cameras import Camera
from sunmao.stage import backdrop

camera = Camera(source='simulated')

for image in camera:
    backdrop(image, points='hand', mirror=True)

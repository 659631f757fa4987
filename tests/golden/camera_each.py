from sunmao import show
from sunmao.cameras import Camera

camera = Camera(source='simulated')

for image in camera:
    show(image)
    break

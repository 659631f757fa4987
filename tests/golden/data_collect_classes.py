from sunmao.cameras import Camera
from sunmao.data import collect_dataset

camera = Camera(source='simulated')

dataset = collect_dataset(
    path='data/pets',
    labels='猫、狗',
    n=3,
    camera=camera,
    interval=0,
    mirror=True,
)

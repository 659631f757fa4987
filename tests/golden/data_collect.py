from sunmao.cameras import Camera
from sunmao.data import Dataset

camera = Camera(source='simulated')

dataset = Dataset(path='data/pets')
dataset.collect(label='猫', n=3, camera=camera, interval=0, mirror=True)

from sunmao.vision import Tracker

tracker = Tracker()
patient = Tracker(lost_after=30, sightings=1)
print(patient)

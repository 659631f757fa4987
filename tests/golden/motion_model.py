from sunmao.motion import MotionClassification

model = MotionClassification()

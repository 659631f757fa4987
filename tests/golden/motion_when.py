from sunmao import listen, stop, when
from sunmao.motion import Motion, MotionClassification

model = MotionClassification()
movement = Motion(source='simulated')
ready = True


@model.when_moved('circle', source=movement, confidence=0.8)
def on_moved():
    print('circle')


@when(lambda: ready)
def on_condition():
    print('ready')
    stop()


listen()

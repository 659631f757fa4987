from sunmao import listen, stop, when
from sunmao.sound import SoundClassification

model = SoundClassification()
ready = True


@model.when_heard('clap', confidence=0.8)
def on_heard():
    print('clap')


@when(lambda: ready)
def on_condition():
    print('ready')
    stop()


listen()

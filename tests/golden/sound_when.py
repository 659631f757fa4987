from sunmao import listen
from sunmao.sound import SoundClassification

model = SoundClassification()


@model.when_heard('clap', confidence=0.8)
def on_heard():
    print('clap')


listen()

from sunmao.sound import SoundClassification

model = SoundClassification()
result = model.inference(sound='clap.wav', unknown=0.6)
print(result)

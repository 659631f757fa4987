from sunmao.sound import SoundClassification

model = SoundClassification()

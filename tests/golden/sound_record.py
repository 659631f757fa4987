from sunmao.sound import play, record_sound

record_sound(path='sound.wav', seconds=2)
play('sound.wav')

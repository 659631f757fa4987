from sunmao.sound import Microphone

for sound in Microphone():
    print('heard')
    break

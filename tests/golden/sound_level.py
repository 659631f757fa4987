from sunmao.sound import sound_level

print(sound_level())

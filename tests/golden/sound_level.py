from sunmao.sound import sound_level
from sunmao import show

show(sound_level())

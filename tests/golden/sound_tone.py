from sunmao.sound import play_tone

play_tone(tone='C4', seconds=0.5)
play_tone(tone='C4 E4 - G4', seconds=0.2)

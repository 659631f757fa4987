from sunmao.sound import play

play('drum')

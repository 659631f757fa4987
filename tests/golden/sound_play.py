from sunmao.sound import play

play('ding')
play('bell', wait=True)

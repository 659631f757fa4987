from sunmao.boards import Buzzer, use_board

use_board(name='simulated')
buzzer = Buzzer(pin=6)
buzzer.play(tone='C4 E4 G4', seconds=0.1)

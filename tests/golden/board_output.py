from sunmao.boards import LED, Buzzer, Relay, use_board

use_board(name='simulated')
led = LED(pin=13)
buzzer = Buzzer(pin=6)
relay = Relay(pin=7, active_high=False)

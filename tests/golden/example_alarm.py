from sunmao import plot, running, wait
from sunmao.boards import Button, Buzzer, DistanceSensor, use_board

use_board(name='simulated')
sensor = DistanceSensor(echo=8, trigger=7)
buzzer = Buzzer(pin=6)
button = Button(pin=2)
quiet = False


@button.when_pressed
def button_pressed():
    global quiet
    quiet = not quiet


while running():
    distance = sensor.distance_cm
    plot(name='距离', value=distance)
    if distance < 20 and not quiet:
        buzzer.on()
    else:
        buzzer.off()
    wait(0.1)

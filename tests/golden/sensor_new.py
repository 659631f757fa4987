from sunmao.boards import (
    InfraredReceiver,
    LightSensor,
    LineSensor,
    MotionSensor,
    Potentiometer,
    SoundSensor,
    TemperatureHumidity,
    use_board,
)

use_board(name='simulated')
light = LightSensor(pin='A0')
sound = SoundSensor(pin='A1')
knob = Potentiometer(pin='A2')
motion = MotionSensor(pin=3)
line = LineSensor(pin=4)
climate = TemperatureHumidity(pin=5, model='DHT22')
remote = InfraredReceiver(pin=6)

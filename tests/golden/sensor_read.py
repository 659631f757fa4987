from sunmao.boards import (
    DistanceSensor,
    InfraredReceiver,
    LightSensor,
    TemperatureHumidity,
    use_board,
)

use_board(name='simulated')
light = LightSensor(pin='A0')
climate = TemperatureHumidity(pin=4)
sensor = DistanceSensor(echo=8, trigger=7)
remote = InfraredReceiver(pin=2)
print(light.value)
print(climate.temperature)
print(climate.humidity)
print(sensor.distance_cm)
print(remote.command)

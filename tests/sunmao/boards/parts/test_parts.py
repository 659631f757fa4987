"""What parts do to their pins, seen at the simulated board, through the real client."""

import pytest

from sunmao.boards import (
    I2C,
    LED,
    RGBLED,
    Accelerometer,
    Buzzer,
    ColorSensor,
    DigitDisplay,
    Display,
    DistanceSensor,
    DriverServo,
    InfraredReceiver,
    Joystick,
    Keypad,
    LightSensor,
    LineSensor,
    MotionSensor,
    Motor,
    NeoPixel,
    Potentiometer,
    RealTimeClock,
    Relay,
    Servo,
    Stepper,
    TemperatureHumidity,
    read_pin,
    select_board,
    write_pin,
)
from sunmao.errors import BadValue, BoardDisconnected, PartClosed, PartTimeout, PinInUse, PinUnsupported, UnknownName
from tests.support.devices.simulated_board import board  # noqa: F401


def test_led(board):
    led = LED(pin=5)
    assert board.pin(5) == {"mode": "output", "value": 0} and not led.is_lit
    led.on()
    assert board.pin(5)["value"] == 1 and led.value == 1
    led.toggle()
    assert board.pin(5)["value"] == 0
    led.value = 0.5
    assert board.pin(5) == {"mode": "pwm", "value": round(128 / 255, 4)} and led.brightness == 0.5
    led.brightness = 1
    assert board.pin(5) == {"mode": "pwm", "value": 1} and led.is_active
    led.close()
    assert board.pin(5)["value"] == 0 and led.closed
    with pytest.raises(PartClosed):
        led.on()


def test_a_relay_that_is_on_at_0_stays_off_until_it_is_told(board):
    with Relay(pin=7, active_high=False) as relay:
        assert board.pin(7)["value"] == 1
        relay.on()
        assert board.pin(7)["value"] == 0
    assert board.pin(7)["value"] == 1
    Relay(pin=8, active_high=False).on()
    board.used.close()
    assert board.pin(8)["value"] == 1


def test_everything_is_safe_at_the_end(board):
    LED(pin=13).on()
    Servo(pin=9).angle = 30
    Motor(forward=5, backward=6).forward(0.7)
    Buzzer(pin=4).play("A4", seconds=0.01)
    board.used.close()
    assert {name: board.pin(name) for name in ("13", "9")} == {
        "13": {"mode": "output", "value": 0},
        "9": {"mode": "output", "value": 0},
    }
    assert [board.pin(name)["value"] for name in ("5", "6")] == [0, 0] and not board.state["tones"]


def test_color(board):
    light = RGBLED(red=9, green=10, blue=11)
    light.color = "orange"
    assert [board.pin(pin)["value"] for pin in (9, 10, 11)] == [1, round(128 / 255, 4), 0]
    light.off()
    assert light.color == (0, 0, 0) and not light.is_lit
    light.on()
    assert light.color == (1, 128 / 255, 0)
    light.color = (0, 0.2, 1)
    light.color = "#0f0"
    assert light.value == (0, 1, 0)
    for wrong in ("oragne", (1, 2, 3), 5, "#12"):
        with pytest.raises(BadValue):
            light.color = wrong
    with RGBLED(red=3, green=5, blue=6, active_high=False):
        assert [board.pin(pin)["value"] for pin in (3, 5, 6)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("made", "angle", "pulse"),
    [
        ({}, 0, 500),
        ({}, 90, 1500),
        ({}, 180, 2500),
        ({"min_pulse": 1, "max_pulse": 2}, 90, 1500),
        ({"min_angle": -90, "max_angle": 90}, -45, 1000),
        ({"min_angle": 90, "max_angle": 0}, 90, 500),
    ],
)
def test_servo(board, made, angle, pulse):
    servo = Servo(pin=9, **made)
    assert "9" not in board.state["pins"] and servo.angle is None
    servo.angle = angle
    assert servo.angle == pytest.approx(angle)
    shown = board.pin(9)
    assert shown["mode"] == "servo" and (shown["pulse"] == pulse or shown["pulse"] == 0)
    assert shown["value"] == pytest.approx(
        (pulse - 1000 * servo.min_pulse) / (1000 * (servo.max_pulse - servo.min_pulse)) * 180, abs=1
    )
    servo.off()
    assert board.pin(9) == {"mode": "output", "value": 0}


def test_the_ends_of_a_servo(board):
    servo = Servo(pin=9)
    for wrong in (-1, 181, "left", float("nan")):
        with pytest.raises(BadValue, match="0 to 180"):
            servo.angle = wrong
    servo.mid()
    assert servo.value == 0 and servo.angle == 90
    servo.value = -1
    assert servo.angle == 0
    servo.close()
    for wrong in ({"min_angle": 5, "max_angle": 5}, {"min_pulse": 2, "max_pulse": 1}, {"max_pulse": 20}):
        with pytest.raises(BadValue):
            Servo(pin=9, **wrong)
    Servo(pin=9)


def test_motor(board):
    motor = Motor(forward=5, backward=6)
    motor.forward(speed=0.5)
    assert (board.pin(5)["value"], board.pin(6)["value"]) == (round(128 / 255, 4), 0)
    motor.backward()
    assert (board.pin(5)["value"], board.pin(6)["value"]) == (0, 1)
    motor.reverse()
    assert motor.value == 1
    motor.stop()
    assert (board.pin(5)["value"], board.pin(6)["value"]) == (0, 0) and not motor.is_active


def test_motor_with_enable(board):
    motor = Motor(forward=7, backward=8, enable=10)
    motor.value = -0.2
    assert [board.pin(pin)["value"] for pin in (7, 8, 10)] == [0, 1, round(51 / 255, 4)]
    with pytest.raises(PinUnsupported, match="PWM"):
        Motor(forward=2, backward=4)


def test_buzzer(board):
    buzzer = Buzzer(pin=6)
    notes = []
    board.firmware._on_state = lambda: notes.append(board.state["tones"].get("6"))
    buzzer.play(tone="C4 - A4", seconds=0.02)
    assert [note for note in notes if note] == [262, 440] and buzzer.tone is None
    buzzer.on()
    assert board.pin(6) == {"mode": "output", "value": 1}
    for wrong in ("H4", "", "C4 X", 5, 20000):
        with pytest.raises(BadValue, match="tone"):
            buzzer.play(wrong)


def test_blinking(board):
    led, levels = LED(pin=13), []
    board.firmware._on_state = lambda: levels.append(board.pin(13)["value"])
    led.blink(on_time=0.01, off_time=0.01, n=3)
    assert levels == [1, 0, 1, 0, 1, 0]
    led.blink(on_time=0.01, off_time=0.01)
    board.heard(lambda: len(levels) > 10)
    led.on()
    last = len(levels)
    assert levels[-1] == 1 and not board.used.effects.playing(led)
    other = LED(pin=12)
    other.blink(0.01, 0.01, n=2, background=True)
    board.heard(lambda: not board.used.effects.playing(other))
    assert set(levels[last - 1 :]) == {1}
    with pytest.raises(BadValue):
        led.blink(n=-1)


def test_measuring(board):
    board.press("A0", 0.25)
    light, knob = LightSensor(pin="A0"), Potentiometer(pin="A1")
    assert light.value == pytest.approx(0.25, abs=0.001) and knob.value == 0 and not light.light_detected
    board.press("A0", 0.75)
    board.heard(lambda: light.light_detected)
    motion, line = MotionSensor(pin=3), LineSensor(pin=4, active_high=False)
    assert not motion.motion_detected and line.line_detected
    board.press("3", 1)
    board.heard(lambda: motion.value == 1)


def test_distance_and_climate(board):
    sensor, climate = DistanceSensor(echo=8, trigger=7), TemperatureHumidity(pin=4, model="dht22")
    assert (sensor.distance_cm, sensor.distance, sensor.in_range) == (30, 0.3, False)
    board.firmware.set_distance("7", "8", 12)
    board.heard(lambda: sensor.distance_cm == 12)
    assert sensor.is_active
    board.firmware.set_distance("7", "8", None)
    board.heard(lambda: sensor.value == 1)
    assert (climate.temperature, climate.humidity, climate.model) == (22, 50, "DHT22")
    with pytest.raises(BadValue, match="DHT11"):
        TemperatureHumidity(pin=5, model="DHT33")


def test_an_accelerometer_is_tilted_and_shaken(board):
    tilt = Accelerometer()
    assert (tilt.x, tilt.y, tilt.z, tilt.is_active) == (0, 0, 1, False)
    shaken = []
    tilt.when_shaken = lambda: shaken.append(1)
    board.firmware.set_measurement("0x68", "x", -1)
    board.firmware.set_measurement("0x68", "z", 0)
    assert (tilt.x, tilt.z, tilt.is_active) == (-1, 0, False)
    board.firmware.set_measurement("0x68", "y", 2.5)
    board.heard(lambda: shaken)
    assert board.state["measurements"] == {"0x68": {"x": -1.0, "y": 2.5, "z": 0.0}}
    assert Accelerometer(address=0x69).z == 1
    with pytest.raises(BadValue, match="0x69"):
        Accelerometer(address=0x29)
    for nonsense in (("0x68", "red"), ("0x50", "x"), ("x", "x")):
        with pytest.raises((KeyError, ValueError)):
            board.firmware.set_measurement(*nonsense, 1)


def test_a_sensor_that_lost_its_current_is_told_its_settings_again(board):
    tilt = Accelerometer()
    assert tilt.z == 1
    board.firmware._now.chips.clear()  # its wire was out, and nobody noticed
    assert tilt.z == 1


def test_a_color_sensor(board):
    sensor = ColorSensor()
    for name, share in (("red", 1), ("green", 0.5), ("blue", 0)):
        board.firmware.set_measurement("0x29", name, share)
    assert (sensor.red, sensor.green, sensor.blue, sensor.color) == (1, 0.5, 0, "#ff8000")
    assert sensor.value == 0.5 and not sensor.is_active


def test_a_joystick(board):
    stick = Joystick(x="A0", y="A1", button=2)
    board.heard(lambda: abs(stick.x) < 0.01 and abs(stick.y) < 0.01)
    pushed = []
    stick.when_pushed, stick.when_released = lambda: pushed.append("out"), lambda: pushed.append("back")
    assert not stick.is_pressed
    board.press("A1", 1)
    board.press("2", 0)
    board.heard(lambda: pushed == ["out"])
    assert stick.y == 1 and stick.is_pressed
    board.press("A1", 0.5)
    board.heard(lambda: pushed == ["out", "back"])
    assert not Joystick(x="A2", y="A3").is_pressed


def test_a_keypad(board):
    keypad, heard = Keypad(2, 3, 4, 5, 6, 7, 8, 9), []
    keypad.when_pressed(lambda: heard.append(keypad.key))
    assert keypad.key == "" and not keypad.wait_for_key(timeout=0.01)
    for row, column, key in ((2, 6, "1"), (5, 8, "#"), (3, 9, "B"), (4, 9, "C")):
        board.firmware.set_contact(row, column, True)
        board.heard(lambda: keypad.key)
        assert keypad.key == key
        board.firmware.set_contact(row, column, False)
        board.heard(lambda: not keypad.key)
    board.heard(lambda: len(heard) == 4)
    assert heard == ["1", "#", "B", "C"]
    assert {board.pin(pin)["mode"] for pin in (2, 3, 4, 5)} == {"output"}


def test_a_remote_control(board):
    remote, heard = InfraredReceiver(pin=2), []
    remote.when_pressed(lambda: heard.append(remote.command))
    assert (remote.command, remote.address, remote.is_active) == (-1, -1, False)
    for command in (12, 255):
        board.firmware.set_remote(2, command, True)
        board.heard(lambda: len(heard) and remote.is_active)
        assert (remote.command, remote.address) == (command, 0) and board.state["remotes"] == {"2": command}
        board.firmware.set_remote(2, command, False)
        board.heard(lambda: not remote.is_active)
    assert heard == [12, 255] and board.state["remotes"] == {}
    for nonsense in ((2, 256), ("x", 1), (2, 1.5), (2, None)):
        with pytest.raises((KeyError, ValueError, TypeError)):
            board.firmware.set_remote(*nonsense, True)
    assert board.state["remotes"] == {}
    with pytest.raises(PinInUse, match="only one"):
        InfraredReceiver(pin=3)
    board.firmware.set_remote(2, 7, True)
    remote.close()
    assert InfraredReceiver(pin=2).command == -1  # of a key that was pressed before, it has heard nothing


def test_a_strip_of_lights(board):
    strip = NeoPixel(pin=6, n=20)
    strip.color = "#204060"
    strip.set_pixel(number=20, color=(1, 0, 0.2))
    assert board.state["strips"]["6"] == ["#204060"] * 19 + ["#ff0033"] and strip.is_active
    strip.toggle()
    assert set(board.state["strips"]["6"]) == {"#000000"}
    strip.on()
    assert strip.colors[19] == (1, 0, 0.2) and board.state["strips"]["6"][19] == "#ff0033"
    for wrong in (lambda: strip.set_pixel(number=21, color="red"), lambda: NeoPixel(pin=5, n=61)):
        with pytest.raises(BadValue, match="20|60"):
            wrong()
    board.used.close()
    assert not board.state["strips"] and board.pin(6) == {"mode": "output", "value": 0}


def test_a_clock_is_set_and_goes_on(board):
    clock = RealTimeClock()
    clock.set("2026-09-01 23:59:58")
    assert (clock.date, clock.hour, clock.minute) == ("2026-09-01", 23, 59) and clock.time >= "23:59:58"
    board.heard(lambda: clock.date == "2026-09-02")
    assert (clock.temperature, clock.is_active) == (22.5, True)
    for wrong in ("noon", "1999-01-01", None):
        with pytest.raises(BadValue, match="2026-09-01 07:05:09"):
            clock.set(wrong)
    with pytest.raises(PinInUse, match="0x68"):
        Accelerometer()
    Accelerometer(address="0x69")


def test_servos_on_a_driver(board):
    arm, hand = DriverServo(channel=0), DriverServo(channel=15, min_pulse=1, max_pulse=2)
    assert board.state["measurements"]["0x40"] == {}
    arm.angle, hand.angle = 90, 180
    assert board.state["measurements"]["0x40"] == {"0": pytest.approx(1500, abs=5), "15": pytest.approx(2000, abs=5)}
    arm.off()
    assert list(board.state["measurements"]["0x40"]) == ["15"]
    for wrong in ({"channel": 16}, {"address": 0x20}):
        with pytest.raises(BadValue):
            DriverServo(**wrong)
    with pytest.raises(PinInUse, match="15"):
        DriverServo(channel=15)
    with pytest.raises(PinInUse):
        LED(pin="A4")
    board.used.close()
    assert board.state["measurements"]["0x40"] == {}


def test_a_stepper_turns_there_and_back(board):
    motor = Stepper(in1=8, in2=9, in3=10, in4=11)
    motor.turn(degrees=9, speed=15)
    assert motor.angle == 8.96 == pytest.approx(board.state["turned"]["8"], abs=0.2)  # 51 whole steps
    assert [board.pin(pin)["value"] for pin in (8, 9, 10, 11)] == [0] * 4
    motor.turn(degrees=-18, speed=15)
    assert motor.angle == -8.96 == pytest.approx(board.state["turned"]["8"], abs=0.2)
    motor.turn(degrees=360, background=True)
    board.heard(lambda: motor.angle > 0)
    assert motor.is_active
    motor.off()
    stood = motor.angle
    assert not motor.is_active and 0 < stood < 300
    with pytest.raises(BadValue, match="15"):
        motor.turn(degrees=1, speed=16)
    with pytest.raises(PinInUse):
        LED(pin=9)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (42, "  42"),
        (-999, "-999"),
        (3.14159, "3.142"),
        (-2.5, " -2.5"),
        (36.6, " 36.6"),
        (99.996, " 100"),
        (200.0, " 200"),
        ("12:34", "12:34"),
        ("HELP", "HELP"),
        ("on", "on  "),
        ("21°C", "21°C"),
        ("", "    "),
        (12345, None),
        ("wow", None),
    ],
)
def test_four_digits(board, content, said):
    digits = DigitDisplay(clk=2, dio=3)
    if said is None:
        with pytest.raises(BadValue):
            digits.show(content)
        return
    digits.show(content)
    assert board.state["displays"] == [{"kind": "digits", "lines": [said]}]
    digits.off()
    assert board.state["displays"][0]["lines"] == [""]
    digits.toggle()
    digits.brightness = 1
    assert board.state["displays"][0]["lines"] == [said]


def test_long_text_moves_along_four_digits(board, monkeypatch):
    monkeypatch.setattr("sunmao.boards.parts.displays.digit_display.STEP", 0.02)
    digits = DigitDisplay(clk=2, dio=3)
    digits.show("12345")
    assert board.state["displays"][0]["lines"] == ["1234"]
    digits.show("12345", scroll=True)
    board.heard(lambda: board.state["displays"][0]["lines"] == ["2345"])
    with pytest.raises(BadValue, match="line"):
        digits.show("a", line=2)


def test_pins_without_parts(board):
    write_pin(5, 0.5)
    assert board.pin(5)["mode"] == "pwm"
    board.press("2", 1)
    assert read_pin(2) == 1 and read_pin("A3") == 0
    write_pin("2", 1)
    assert board.pin(2) == {"mode": "output", "value": 1}
    assert read_pin("d2") == 1
    with pytest.raises(PinUnsupported):
        read_pin(1)
    with pytest.raises(PinInUse, match="output of the pin"):
        LED(pin=5)
    LED(pin=13)
    with pytest.raises(PinInUse, match="LED"):
        write_pin(13, 1)


@pytest.mark.slow
def test_the_letters_of_an_lcd(board):
    display = Display(kind="lcd1602")
    display.show("hello")
    display.show(12.5, line=2)
    assert board.state["displays"] == [{"kind": "lcd1602", "lines": ["hello", "12.5"]}]
    display.show("a long text that goes on")
    assert board.state["displays"][0]["lines"] == ["a long text that", " goes on"]
    display.show("up\ndown")
    assert board.state["displays"][0]["lines"] == ["up", "down"]
    display.off()
    assert board.state["displays"][0]["lines"] == ["", ""]
    display.on()
    assert board.state["displays"][0]["lines"] == ["up", "down"]
    display.show("♥ 21.5° o/", line=1)
    assert board.state["displays"][0]["lines"][0] == "♥ 21.5° o/"
    for wrong in ({"content": "你好"}, {"content": "\\"}, {"content": "x", "line": 3}):
        with pytest.raises(BadValue):
            display.show(**wrong)
    display.show("0123456789abcdefghij", line=1, scroll=True)
    board.heard(lambda: board.state["displays"][0]["lines"][0] == "456789abcdefghij")
    assert board.state["displays"][0]["lines"][1] == "down"


def test_the_dots_of_an_oled(board):
    import base64

    import numpy as np

    def dots():
        return np.unpackbits(np.frombuffer(base64.b64decode(board.state["displays"][0]["bitmap"]), np.uint8)).reshape(
            64, 128
        )

    display = Display(kind="oled")
    assert dots().sum() == 0
    picture = np.zeros((32, 64, 3), np.uint8)
    picture[:16, :32] = 255
    display.show(picture)
    assert dots()[:32, :64].all() and dots().sum() == 32 * 64
    display.show("你好 28°")
    assert 60 < dots()[:17].sum() < 1000 and dots()[17:].sum() == 0
    display.show("A", line=4)
    assert dots()[:17].sum() > 60 and dots()[48:].sum() > 5
    display.off()
    assert dots().sum() == 0


def test_i2c(board):
    things = I2C(address=0x27)
    things.write([0])
    with pytest.raises(PartTimeout, match="0x50"):
        I2C(address=0x50).read(count=2, register=0x3B)
    for wrong in ([256], ["a"], [0] * 99):
        with pytest.raises(BadValue):
            things.write(wrong)
    with pytest.raises(BadValue):
        I2C(address=5)


def test_misspelt_words(board):
    led = LED(pin=13)
    with pytest.raises(UnknownName, match="value"):
        led.vaule = 1
    with pytest.raises(UnknownName, match="blink"):
        led.blinc()
    with pytest.raises(UnknownName):
        led.is_lit = True
    for value in (2, 10**400, float("nan"), "1"):
        with pytest.raises(BadValue, match="0 to 1"):
            led.value = value
    for make in (lambda: LED(pin=None), lambda: Motor(forward=None, backward=6), lambda: read_pin(None)):
        with pytest.raises(PinUnsupported, match="'None'"):
            make()


def test_after_the_program_nothing_moves(board):
    led = LED(pin=13)
    select_board.get_current_board().close()
    with pytest.raises(BoardDisconnected, match="over"):
        led.on()
    assert board.pin(13)["value"] == 0


def test_taken_pins_name_their_holder(board):
    servo = Servo(pin=9)
    with pytest.raises(PinInUse, match="servo"):
        LED(pin="D9")
    with pytest.raises(PinInUse):
        Motor(forward=5, backward="5")
    Motor(forward=5, backward=6).close()
    with pytest.raises(PinUnsupported, match="servo"):
        RGBLED(red=10, green=3, blue=11)
    servo.close()
    RGBLED(red=9, green=3, blue=10)
    with pytest.raises(PinUnsupported, match="PWM"):
        Servo(pin=5)
    assert LED(pin=5)


def test_what_no_board_has(board):
    with pytest.raises(PinUnsupported, match="lcd1602"):
        Display(kind="microbit")
    with pytest.raises(BadValue, match="oled"):
        Display(kind="olde")

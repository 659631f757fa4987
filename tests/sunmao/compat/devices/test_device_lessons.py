"""Lessons of pinpong and siot as printed, on the board on the screen, and messages that stay within the program."""

import os
import subprocess
import sys

import pytest

from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.process
BOARD = """
import time
from pinpong.board import Board,Pin,Servo,ADC,PWM,SR04_URM10,DHT11,NeoPixel
Board("uno").begin()
led = Pin(Pin.D13, Pin.OUT)
led.write_digital(1)
led.value(0)
btn = Pin(Pin.D8, Pin.IN)
print('button', btn.read_digital(), btn.value())
adc0 = Pin(Pin.A0, Pin.ANALOG)
print('analog', adc0.read_analog(), 0 <= ADC(Pin(Pin.A1)).read() <= 1023)
pwm0 = Pin(Pin.D6, Pin.PWM)
pwm0.write_analog(128)
ser = Servo(Pin(Pin.D4))
ser.write_angle(90)
print('far', SR04_URM10(Pin(Pin.D2), Pin(Pin.D3)).distance_cm() > 0)
print('warm', DHT11(Pin(Pin.D5)).temp_c() > -50)
btn.irq(trigger=Pin.IRQ_RISING+Pin.IRQ_FALLING, handler=print)
NeoPixel(Pin(Pin.D9), 7)
"""
MESSAGES = """
import siot
SERVER = "127.0.0.1"
def sub_cb(client, userdata, msg):
    print('got', msg.topic, msg.payload.decode(), type(msg.payload).__name__)
    siot.stop()
siot.init("", SERVER, user='siot', password='dfrobot')
siot.connect()
siot.set_callback(sub_cb)
siot.getsubscribe('xzr/001')
siot.loop()
siot.publish('xzr/002', 'nobody hears')
siot.publish_save('xzr/001', '你好')
"""
NETWORK = """
from base import *
from MMEdu import MMBase
import numpy as np
x = np.random.default_rng(0).normal(size=(60, 4)); y = (x[:, 0] > 0).astype(int)
model = MMBase()
model.add('linear', size=(4, 8), activation='relu')
model.add('linear', size=(8, 2), activation='softmax')
model.load_dataset(x, y)
model.train(lr=0.05, epochs=60)
model.save('checkpoints/iris.pkl')
other = MMBase()
other.load('./checkpoints/iris.pkl')
other.inference([[2.0, 0, 0, 0]])
result = other.print_result()
print('class', result[0]['预测值'])
"""


def run(folder, program: str) -> subprocess.CompletedProcess:
    """A lesson, started as `sunmao run` starts it."""
    (folder / "main.py").write_text(program, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-P", "-m", "sunmao.compat", "main.py"],
        cwd=folder,
        env={**os.environ, "SUNMAO_LANG": "en", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=HANG_TIMEOUT,
    )


def test_pinpong_on_the_board_on_the_screen(tmp_path):
    done = run(tmp_path, BOARD)
    assert "button 0 0" in done.stdout and "far True" in done.stdout and "warm True" in done.stdout
    assert "True" in done.stdout.split("analog")[1].splitlines()[0]
    assert "No board is plugged in" in done.stderr
    assert done.returncode == 1 and "NeoPixel strip" in done.stderr and "Traceback" not in done.stderr


def test_messages_of_siot_reach_their_subscriber(tmp_path):
    done = run(tmp_path, MESSAGES)
    assert done.returncode == 0 and "got xzr/001 你好 bytes" in done.stdout and "nobody" not in done.stdout
    assert "within this program" in done.stderr


@pytest.mark.training
@pytest.mark.long
def test_mmbase_after_base(tmp_path):
    pytest.importorskip("torch", reason="networks come with the training engine")
    done = run(tmp_path, NETWORK)
    assert done.returncode == 0, done.stderr
    assert "class 1" in done.stdout and "[{'预测值': 1}]" in done.stdout

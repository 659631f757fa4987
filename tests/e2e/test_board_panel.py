"""The board on the screen beside the program: the servo is seen to turn where Run is pressed, and hands reach the
program.
"""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.rooms import ended, enter, make, program, run, stop, visit
from tests.e2e.screenshots import shoot

FOLLOWS = """
from sunmao import running, wait
from sunmao.boards import Button, LED, Potentiometer, Servo, use_board
use_board(name='simulated')
servo = Servo(pin=9)
button = Button(pin=2)
knob = Potentiometer(pin='A0')
led = LED(pin=13)
servo.angle = 30
times = 0

@button.when_pressed
def pressed():
    global times
    times += 1
    led.on()
    servo.angle = 30 + 40 * times
    print('pressed', times)

@button.when_released
def released():
    led.off()
    print('released', times)

print('listens')
before = knob.value
while running():
    now = knob.value
    if abs(now - before) > 0.001:
        print('knob', round(now, 2))
    before = now
    wait(0.02)
"""
# A board is used, but nothing is run: board, servo on 9.
BLOCKS = {
    "blocks": {
        "languageVersion": 0,
        "blocks": [
            {
                "type": "program_start",
                "id": "start",
                "x": 40,
                "y": 24,
                "next": {
                    "block": {
                        "type": "board_use",
                        "id": "use",
                        "fields": {"name": "simulated"},
                        "next": {
                            "block": {
                                "type": "variables_set",
                                "id": "set",
                                "fields": {"VAR": {"id": "v"}},
                                "inputs": {
                                    "VALUE": {
                                        "block": {
                                            "type": "board_servo",
                                            "id": "servo",
                                            "inputs": {
                                                "pin": {
                                                    "shadow": {"type": "math_number", "id": "n", "fields": {"NUM": 9}}
                                                }
                                            },
                                        }
                                    }
                                },
                            }
                        },
                    }
                },
            }
        ],
    },
    "variables": [{"name": "arm", "id": "v"}],
}


BUZZES = """
from sunmao import running, wait
from sunmao.boards import Button, Buzzer, use_board
use_board(name='simulated')
buzzer = Buzzer(pin=4)
button = Button(pin=2)

@button.when_pressed
def pressed():
    if buzzer.is_active:
        buzzer.off()
    else:
        buzzer.play('A4', seconds=60, background=True)

print('listens')
while running():
    wait(0.02)
"""
FEELS = """
from sunmao import running, wait
from sunmao.boards import Accelerometer, ColorSensor, DriverServo, InfraredReceiver, Joystick, Keypad, NeoPixel, use_board
use_board(name='simulated')
tilt, color, stick = Accelerometer(), ColorSensor(), Joystick(x='A0', y='A1')
keypad, strip, arm = Keypad(2, 3, 4, 5, 6, 7, 8, 9), NeoPixel(pin=10, n=12), DriverServo(channel=1)
remote = InfraredReceiver(pin=11)
print('listens', tilt.z, color.color)
before = ''
while running():
    key = keypad.key
    felt = f'{tilt.x} {color.color} {stick.x} {key} {remote.command}'
    if key.isdigit():
        strip.set_pixel(number=int(key), color='red')
        arm.angle = 20 * int(key)
    if felt != before:
        print('felt', felt)
    before = felt
    wait(0.02)
"""
CROWDED = """
from sunmao import running, wait
from sunmao.boards import Button, Buzzer, LED, Potentiometer, Servo, use_board
use_board(name='simulated')
parts = [Buzzer(pin=4), Button(pin=2), LED(pin=13), Servo(pin=9), Potentiometer(pin='A0')]
print('listens')
while running():
    wait(0.02)
"""
# How much of the small board its scrolling place shows: 1 when all of it; and its width by its height.
SHOWN = """() => {
  const board = document.querySelector('.small-board'), own = board.getBoundingClientRect();
  let top = own.top, bottom = own.bottom;
  for (let place = board.parentElement; place; place = place.parentElement) {
    const around = place.getBoundingClientRect();
    if (getComputedStyle(place).overflowY !== 'visible')
      [top, bottom] = [Math.max(top, around.top), Math.min(bottom, around.bottom)];
  }
  return [(bottom - top) / own.height, own.width / own.height];
}"""
# What the page's oscillators do: those that sound, each with its context's state.
LISTEN = """() => {
  window.heard = new Set();
  const { start, stop } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...when) { window.heard.add(this); return start.apply(this, when); };
  OscillatorNode.prototype.stop = function (...when) { window.heard.delete(this); return stop.apply(this, when); };
}"""
HEARD = "() => [...window.heard].map(one => [Math.round(one.frequency.value), one.context.state])"


def card(page: Page, kind: str):
    """The card of a part in the results."""
    return page.locator(".part-card").filter(has=page.locator(f"[data-kind={kind}]"))


def listens(page: Page, studio) -> None:
    """Run the program and wait until it listens."""
    enter(page, make(studio, program(FOLLOWS)))
    run(page)
    expect(page.locator(".con")).to_contain_text("listens")


@pytest.mark.long
def test_mouse_and_keys_reach_the_program_and_the_servo_turns(page: Page, studio):
    listens(page, studio)
    arm, text = page.locator(".part-card [data-kind=Servo]"), page.locator(".con")
    expect(arm).to_have_attribute("data-angle", "30")
    expect(card(page, "Servo").locator(".part-value")).to_have_text("30°")
    button = card(page, "Button").get_by_role("button")
    box = button.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    expect(text).to_contain_text("pressed 1")
    expect(arm).to_have_attribute("data-angle", "70")
    expect(page.locator("[data-kind=LED]")).to_have_attribute("data-bright", "1.00")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.mouse.up()
    expect(text).to_contain_text("released 1")
    expect(page.locator("[data-kind=LED]")).to_have_attribute("data-bright", "0.00")
    for times, key in ((2, " "), (3, "Enter")):
        button.focus()
        page.keyboard.down(key)
        expect(text).to_contain_text(f"pressed {times}")
        page.keyboard.up(key)
        expect(text).to_contain_text(f"released {times}")
    expect(arm).to_have_attribute("data-angle", "150")
    knob = card(page, "Potentiometer").get_by_role("slider")
    knob.focus()
    page.keyboard.press("ArrowRight")
    expect(text).to_contain_text("knob 0.01")
    page.keyboard.press("End")
    expect(text).to_contain_text("knob 1.0")
    expect(card(page, "Potentiometer").get_by_role("img")).to_have_attribute("aria-label", "旋钮引脚 A0 100%")
    stop(page)


def test_a_finger_holds_the_button_beside_the_text(browser: Browser, studio):
    with visit(browser, studio, "tablet") as page:
        listens(page, studio)
        button = card(page, "Button").get_by_role("button")
        assert button.bounding_box()["height"] >= 44
        button.tap()
        expect(page.locator(".con")).to_contain_text("released 1")
        assert page.locator(".con").evaluate("e => e.clientHeight") >= 60
        stop(page)


@pytest.mark.long
def test_the_board_is_there_before_the_run_folded_as_it_was_left_and_in_its_tab(browser: Browser, studio):
    with visit(browser, studio, "school") as page:
        project = make(studio, BLOCKS)
        enter(page, project)
        expect(card(page, "Servo")).to_contain_text("arm")
        page.get_by_role("button", name="收起板子").click()
        expect(page.locator(".part-card")).to_have_count(0)
        page.reload()
        expect(page.get_by_role("button", name="展开板子")).to_be_visible()
        expect(page.locator(".part-card")).to_have_count(0)
        page.get_by_role("tab", name="板子").click()
        expect(card(page, "Servo")).to_be_visible()
        page.get_by_role("link", name="在“设备”里看").click()
        expect(page.locator(".scene [data-kind=Servo]")).to_be_visible()


@pytest.mark.parametrize("size", ["laptop", "tablet"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.long
def test_with_five_parts_the_whole_board_is_seen_beside_the_blocks(browser: Browser, studio, size, lang):
    with visit(browser, studio, size, lang) as page:
        enter(page, make(studio, program(CROWDED)))
        run(page)
        expect(page.locator(".part-card")).to_have_count(5)
        expect(page.locator(".small-hole.used")).to_have_count(5)
        shown, ratio = page.evaluate(SHOWN)
        assert shown > 0.99 and ratio < 5, (shown, ratio)
        boxes = [one.bounding_box() for one in page.locator(".part-card").all()]
        assert all(box["x"] + box["width"] <= page.viewport_size["width"] for box in boxes)
        stop(page)


@pytest.mark.long
def test_a_program_without_a_board_shows_none(page: Page, studio):
    enter(page, make(studio, program("print('hello')")))
    run(page)
    expect(page.locator(".con")).to_contain_text("hello")
    ended(page)
    expect(page.get_by_role("tab", name="板子")).to_have_count(0)
    expect(page.locator(".board-panel")).to_have_count(0)


@pytest.mark.long
def test_a_buzzer_is_heard_until_it_rests_or_is_muted(browser: Browser, studio):
    with visit(browser, studio, "laptop", "en") as page:
        page.evaluate(LISTEN)
        enter(page, make(studio, program(BUZZES)))
        run(page)
        expect(page.locator(".con")).to_contain_text("listens")
        assert page.evaluate(HEARD) == []
        button = card(page, "Button").get_by_role("button")
        button.press(" ")
        page.wait_for_function(f"() => JSON.stringify(({HEARD})()) === '[[440,\"running\"]]'")
        page.get_by_role("button", name="Mute").click()
        page.wait_for_function("() => window.heard.size === 0")
        page.get_by_role("button", name="Let it sound").click()
        page.wait_for_function("() => window.heard.size === 1")
        button.press(" ")
        page.wait_for_function("() => window.heard.size === 0")
        button.press(" ")
        page.wait_for_function("() => window.heard.size === 1")
        stop(page)
        page.wait_for_function("() => window.heard.size === 0")


@pytest.mark.long
def test_sensors_on_i2c_and_a_joystick_are_moved_by_keys(page: Page, studio):
    enter(page, make(studio, program(FEELS)))
    run(page)
    console = page.locator(".con")
    expect(console).to_contain_text("listens 1.0 #ffffff")
    for name, key, said in (
        ("加速度 A4 A5 x", "Home", "felt -1.0 #ffffff 0.0"),
        ("颜色 A4 A5 绿", "Home", "felt -1.0 #ff00ff"),
        ("摇杆 A0 A1 x", "End", "felt -1.0 #ff00ff 1.0"),
    ):
        slider = page.get_by_role("slider", name=name)
        slider.focus()
        page.keyboard.press(key)
        expect(console).to_contain_text(said)
    picture = page.locator('[data-kind="Accelerometer"]').first
    expect(picture).to_have_attribute("data-measured", "-1.00 0.00 1.00")
    card(page, "Keypad").get_by_role("button", name="按住 5", exact=True).focus()
    page.keyboard.down(" ")
    expect(console).to_contain_text("felt -1.0 #ff00ff 1.0 5")
    strip, servo = (page.locator(f'[data-kind="{kind}"]').first for kind in ("NeoPixel", "DriverServo"))
    expect(strip).to_have_attribute("data-colors", " ".join("#ff0000" if at == 4 else "#000000" for at in range(12)))
    expect(servo).to_have_attribute("data-angle", "100")
    shoot(page, "board-parts")
    page.keyboard.up(" ")
    # The 5 of a small remote control sends 28.
    card(page, "InfraredReceiver").get_by_role("button", name="按住 5", exact=True).focus()
    page.keyboard.down(" ")
    expect(console).to_contain_text("28")
    expect(page.locator('[data-kind="InfraredReceiver"]').first).to_have_attribute("data-command", "28")
    shoot(page, "board-remote")
    page.keyboard.up(" ")
    expect(console).to_contain_text("1.0  -1")
    stop(page)

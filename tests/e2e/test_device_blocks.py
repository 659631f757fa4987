"""Blocks of boards, sensors and cameras on the canvas: pins of the board in use, notes on a piano, plugs of several
kinds, labels that fit.
"""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.hands import WORKSPACE, Hands, wait_for
from tests.e2e.rooms import ASK, enter, make, visit
from tests.e2e.test_pickers import chain, chinese, picker, words  # noqa: F401

ROOM = 1024 - 76 - 340  # pixels between toolbox and dock on the smallest screen

# The width on the screen of each block as the toolbox offers it.
WIDTHS = f"""async lang => {{
  const {{ drawers }} = await (await {ASK}(`/api/vocabulary?lang=${{lang}}`)).json();
  const main = {WORKSPACE}, found = {{}};
  Blockly.Events.disable();
  for (const offer of drawers.filter(drawer => !drawer.standard).flatMap(drawer => drawer.contents)) {{
    const block = Blockly.serialization.blocks.append({{ ...offer, x: 0, y: 0 }}, main);
    Blockly.renderManagement.triggerQueuedRenders(main);
    found[block.getDescendants(false).map(one => one.type).join()] = block.getHeightWidth().width * main.scale;
    block.dispose();
  }}
  Blockly.Events.enable();
  return found;
}}"""


def pin(name: str, block: str) -> dict:
    return {"shadow": {"type": "pick_pin", "id": block, "fields": {"value": name}}}


def keep(made: dict) -> dict:
    return {
        "type": "variables_set",
        "id": f"set_{made['id']}",
        "fields": {"VAR": {"id": "m"}},
        "inputs": {"VALUE": {"block": made}},
    }


USE = {"type": "board_use", "id": "use", "fields": {"name": "simulated"}}
LED = {"type": "board_output", "id": "led", "fields": {"kind": "LED"}, "inputs": {"pin": pin("13", "led_pin")}}
LIGHT = {
    "type": "sensor_new",
    "id": "light",
    "fields": {"kind": "LightSensor"},
    "inputs": {"pin": pin("A0", "light_pin")},
}


def open_picker(page: Page, block: str) -> Locator:
    """Its options; it stays open."""
    page.locator(f"[data-id={block}]").click()
    return page.locator(".picker-option")


def write_own(page: Page, value: str) -> None:
    page.get_by_label("自己写").fill(value)
    page.keyboard.press("Enter")


@pytest.mark.long
def test_pins_are_those_of_the_board_in_use_that_can_do_it(page: Page, studio):
    enter(page, make(studio, chain(USE, keep(LED), keep(LIGHT))))
    expect(open_picker(page, "light_pin")).to_have_text([f"A{number}" for number in range(6)], use_inner_text=True)
    page.keyboard.press("Escape")
    pins = open_picker(page, "led_pin")
    for place, name in ((0, "2"), (1, "3 ~")):
        expect(pins.nth(place)).to_have_text(name, use_inner_text=True)
    expect(pins.get_by_text("13", exact=True)).to_be_attached()
    page.get_by_role("option", name="9 ~").click()
    expect(page.locator(".code")).to_contain_text("LED(pin=9)")
    open_picker(page, "led_pin")
    write_own(page, "53")
    stands = page.locator("[data-id=led_pin]")
    expect(stands).to_contain_text("53（这里没有）")
    expect(page.locator(".code")).to_contain_text("LED(pin=53)")
    expect(page.locator(".problem-mark circle")).to_have_count(1)
    page.evaluate(f"{WORKSPACE}.getBlockById('use').setFieldValue('arduino-mega', 'name')")
    expect(stands).to_have_text("53")
    expect(page.locator(".problem-mark circle")).to_have_count(0)


def test_a_plug_fits_where_its_kind_is_taken(page: Page, studio):
    bright = {"type": "board_brightness", "id": "bright", "inputs": {"device": {"block": LED}, "value": words("1")}}
    enter(page, make(studio, chain(USE, bright, keep(LIGHT))))
    checks = f"id => {WORKSPACE}.getBlockById(id).outputConnection.getCheck()"
    assert page.evaluate(checks, "led") == ["LED", "Device"]
    assert page.evaluate(checks, "light") == ["LightSensor", "Sensor", "Device"]
    # Another kind stays where it is, and the check before a run says so.
    page.evaluate(f"{WORKSPACE}.getBlockById('led').setFieldValue('Buzzer', 'kind')")
    assert page.evaluate(f"{WORKSPACE}.getBlockById('led').getParent().id") == "bright"
    expect(page.locator(".problem-mark circle").first).to_be_visible()


def test_a_melody_on_the_piano(page: Page, studio):
    buzzer = LED | {"fields": {"kind": "Buzzer"}}
    play = {
        "type": "board_tone",
        "id": "play",
        "inputs": {
            "device": {"shadow": {"type": "variables_get", "fields": {"VAR": {"id": "m"}}}},
            "tone": picker("note", "C4"),
        },
    }
    enter(page, make(studio, chain(USE, keep(buzzer), play)))
    page.locator("[data-id=note]").click()
    for key in ("E4", "G4", "C5"):
        page.locator(".piano-key", has_text=key).click()
    page.get_by_role("button", name="停一拍").click()
    page.get_by_role("button", name="去掉最后一个").click()
    page.get_by_role("button", name="好了").click()
    expect(page.locator("[data-id=note]")).to_have_text("C4 E4 G4 C5")
    expect(page.locator(".code")).to_contain_text("play(tone='C4 E4 G4 C5')")


@pytest.mark.long
def test_the_toolbox_makes_an_led(page: Page, studio):
    enter(page, make(studio, chain(USE)))
    hands = Hands(page)
    made = hands.drag("variables_set", ("use", "next"), drawer="板子与零件", inner="board_output", variable="蜂鸣器")
    hands.drag("board_switch", (made, "next"), drawer="板子与零件")
    wait_for(page, "() => document.querySelector('.code').textContent.includes('蜂鸣器 = Buzzer(pin=12)')")
    expect(page.locator(".code")).to_contain_text("蜂鸣器.on()")


@pytest.mark.long
def test_a_second_led_has_a_pin_and_a_name_of_its_own(page: Page, studio):
    enter(page, make(studio, chain(USE)))
    hands = Hands(page)
    first = hands.drag("variables_set", ("use", "next"), drawer="板子与零件", inner="board_output", variable="灯")
    second = hands.drag("variables_set", (first, "next"), drawer="板子与零件", inner="board_output", variable="灯2")
    expect(page.locator(".code")).to_contain_text("灯2 = LED(pin=12)")
    expect(page.locator(".problem-mark circle")).to_have_count(0)
    # Moved onto the first one's pin by hand: the strip leads there, and one press mends it.
    page.evaluate(
        f"id => {WORKSPACE}.getBlockById(id).setFieldValue('13', 'value')", hands.inside(second, "VALUE", "pin")
    )
    page.get_by_role("button", name="带我去看").click()
    expect(page.locator(".bubble-words")).to_have_text("引脚 13 已经接着 LED 灯了。")
    page.get_by_role("button", name="改成 12").click()
    expect(page.locator(".code")).to_contain_text("灯2 = LED(pin=12)")
    expect(page.locator(".bubble")).to_have_count(0)


@pytest.mark.long
def test_a_board_that_is_not_plugged_in_shows_its_wires_and_gives_way_to_the_one_on_the_screen(page: Page, studio):
    enter(page, make(studio, chain(USE | {"fields": {"name": "arduino-mega"}}, keep(LED))))
    page.get_by_role("navigation").get_by_role("link", name="设备", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="还没插上")).to_be_visible()
    page.get_by_role("link", name="看接线图").click()
    expect(page.get_by_role("img", name="Arduino Mega").locator("[data-kind=LED]")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="积木", exact=True).click()
    page.locator("#run.go").click()
    page.get_by_role("button", name="改成屏幕上的板子").click()
    expect(page.locator(".code")).to_contain_text("use_board(name='simulated')")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.long
def test_every_label_fits_the_smallest_screen(browser, studio, lang):
    with visit(browser, studio, "tablet", lang) as page:
        enter(page, make(studio, chain(USE)))
        widths = page.evaluate(WIDTHS, lang)
    assert len(widths) > 70
    assert not {kind: width for kind, width in widths.items() if width > ROOM}

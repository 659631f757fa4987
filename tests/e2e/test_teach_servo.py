"""Rock, paper, scissors to the end: signs taught before the camera, then two ifs among the blocks, and the servo of an
emulated Uno turns to each sign's angle.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.filming import filmed
from tests.e2e.hands import WORKSPACE, Hands
from tests.e2e.rooms import run, stop, visit
from tests.e2e.signs import SIGNS, collect_signs, train_signs, write_signs
from tests.e2e.things import Child
from tests.support.devices.emulated_uno import devices, servo_pulse, uno  # noqa: F401 - fixtures
from tests.support.limits import poll_until
from tests.support.studio import NO_PRELOADING, ApiClient, start_studio, stop_studio

pytestmark = [
    pytest.mark.long,
    pytest.mark.training,
    pytest.mark.skipif(not SIGNS.is_dir(), reason="the pictures of hand signs are not on this machine"),
]

ANGLES = (30, 90, 150)  # of rock, scissors, paper
FIND = f"type => {WORKSPACE}.getBlocksByType(type)[0].id"
LAST_OF_LOOP = f"""() => {{
  let block = {WORKSPACE}.getBlocksByType('camera_each')[0].getInputTargetBlock('body');
  while (block.getNextBlock()) block = block.getNextBlock();
  return block.id;
}}"""


@pytest.fixture
def studio(tmp_path, uno):
    """A studio that knows the emulated Uno, which is plugged in to its computer."""
    running = start_studio(tmp_path / "projects", before=NO_PRELOADING, more={"SUNMAO_PORTS": uno.port})
    visitor = ApiClient(running)
    poll_until(lambda: visitor.ask("POST", "/api/devices/ask", {"port": uno.port})["firmware"], "its firmware")
    visitor.ask("PUT", "/api/settings", {"lang": "zh", "level": 2})
    yield running
    stop_studio(running)


def test_a_servo_turns_by_the_sign(browser, studio, uno, tmp_path):
    views = write_signs(tmp_path / "signs.mjpeg")
    with (
        filmed(browser, tmp_path / "signs.mjpeg") as running,
        visit(running, studio, permissions=["camera"]) as page,
    ):
        child = Child(page, views)
        child.press(".hero .btn.pri")
        collect_signs(child)
        train_signs(child)
        names = page.locator(".hands-card .teach-name b").all_inner_texts()
        page.locator(".mini[data-part=watch]").click()
        expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()
        add_servo(page, names)
        expect(page.locator(".problem-strip, .prob").first).to_contain_text("没有发现问题")
        run(page)
        [pin] = re.findall(r"Servo\(pin=(\d+)\)", page.locator(".code").inner_text())
        for angle in ANGLES:
            assert uno.wait(int(pin), servo_us=servo_pulse(angle), tol=15)["met"]
        stop(page)


def add_servo(page: Page, names: list[str]) -> None:
    """The board and its servo before the camera, and below what the loop does an if for each sign."""
    hands = Hands(page)
    board = hands.drag("board_use", (page.evaluate(FIND, "program_start"), "next"), drawer="板子与零件")
    hands.drag("variables_set", (board, "next"), drawer="板子与零件", inner="board_servo")
    hands.choose(board, "Arduino Uno")
    last = page.evaluate(LAST_OF_LOOP)
    for name, angle in zip(names, ANGLES, strict=True):
        last = hands.drag("controls_if", (last, "next"), drawer="逻辑")
        asked = hands.drag("result_recognized", (last, "IF0"), drawer="认一认")
        hands.choose_offered(hands.inside(asked, "label"), name)
        turn = hands.drag("board_angle", (last, "DO0"), drawer="板子与零件")
        hands.type_into(hands.inside(turn, "angle"), str(angle))

"""Camera → my model → servo, dragged block by block: on the board on the screen, then, with one other word, on an
emulated Uno, then exported.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.filming import filmed
from tests.e2e.hands import Hands
from tests.e2e.rooms import enter, run, stop
from tests.support.devices.emulated_uno import devices, servo_pulse, uno  # noqa: F401 - fixtures
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.studio import NO_PRELOADING, ApiClient, start_studio, stop_studio

pytestmark = pytest.mark.long

ANGLES = {"3": 90, "1": 45}
FPS, SHOWN = 30, 2  # of the simulated camera: pictures a second, seconds for each digit


@pytest.fixture(scope="module")
def clip(tmp_path_factory) -> Path:
    """The film for the browser's camera, shown again and again: a 3, then a 1."""
    import cv2

    from sunmao.cameras.sources.simulated import draw_frame

    frames = [draw_frame(1 + digit * FPS * SHOWN + n) for digit in map(int, ANGLES) for n in range(0, FPS * SHOWN, 2)]
    path = tmp_path_factory.mktemp("clip") / "digits.mjpeg"
    path.write_bytes(b"".join(cv2.imencode(".jpg", frame)[1].tobytes() for frame in frames))
    return path


@pytest.fixture(scope="module")
def studio(tmp_path_factory, uno):
    """A studio that knows the emulated Uno, which is plugged in to its computer."""
    running = start_studio(tmp_path_factory.mktemp("projects"), before=NO_PRELOADING, more={"SUNMAO_PORTS": uno.port})
    # On a busy computer it boots slowly.
    poll_until(
        lambda: ApiClient(running).ask("POST", "/api/devices/ask", {"port": uno.port})["firmware"], "its firmware"
    )
    yield running
    stop_studio(running)


@pytest.fixture(scope="module")
def page(browser, clip, studio):
    """A page whose camera may be used."""
    with filmed(browser, clip) as running:
        context = running.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", permissions=["camera"])
        opened = context.new_page()
        opened.goto(studio.url)
        yield opened


@pytest.fixture(scope="module")
def dragged(page: Page, studio) -> tuple[Hands, str]:
    """The hands that dragged the program on this page, and the block that names the board."""
    visitor = ApiClient(studio)
    visitor.ask("PUT", "/api/settings", {"lang": "zh", "level": 2})
    enter(page, visitor.ask("POST", "/api/projects", {"title": "舵机", "lang": "zh", "level": 2})["id"])
    hands = Hands(page)
    board = drag_program(hands)
    expect(page.locator(".problem-strip, .prob").first).to_contain_text("没有发现问题")
    return hands, board


def test_the_servo_on_the_screen_turns_when_the_digit_changes(page: Page, dragged):
    run(page)
    for angle in (*ANGLES.values(), *ANGLES.values()):
        expect(page.locator(".dock")).to_contain_text(f"{angle}°")
    stop(page)


def test_with_another_board_its_servo_turns(page: Page, dragged, uno):
    choose_uno(page, *dragged)
    run(page)
    page.locator(".ask").get_by_role("button", name="用训练好的").click()
    turns(uno)
    stop(page)


def test_it_turns_without_a_studio(page: Page, dragged, studio, uno, clip, tmp_path):
    choose_uno(page, *dragged)
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").first.click()
    exported = tmp_path / "main.py"
    download.value.save_as(exported)
    page.close()
    stop_studio(studio)  # which holds the port
    runs_alone(exported, uno, clip)


def choose_uno(page: Page, hands: Hands, board: str) -> None:
    """Change one word of the program."""
    hands.choose(board, "Arduino Uno")
    expect(page.locator(".code")).to_contain_text("use_board(name='arduino-uno')")


def drag_program(hands: Hands) -> str:
    """Build the program; returns the id of the block that names the board."""
    start = hands.page.evaluate("Blockly.getMainWorkspace().getTopBlocks(true)[0].id")
    board = last = hands.drag("board_use", (start, "next"), drawer="板子与零件")
    last = hands.drag("variables_set", (last, "next"), drawer="板子与零件", inner="board_servo")
    last = hands.drag("variables_set", (last, "next"), drawer="摄像头", inner="camera_open")
    hands.choose_offered(hands.inside(last, "VALUE", "source"), "浏览器的摄像头")
    last = hands.drag("variables_set", (last, "next"), drawer="训练", inner="model_classification")
    last = hands.drag("model_load_dataset", (last, "next"), drawer="训练")
    last = hands.drag("model_train", (last, "next"), drawer="训练")
    hands.type_into(hands.inside(last, "epochs"), "3")
    loop = hands.drag("camera_each", (last, "next"), drawer="摄像头")
    last = hands.drag("variables_set", (loop, "body"), drawer="认一认", inner="result_inference")
    hands.drag("variables_get", (hands.inside(last, "VALUE"), "image"), drawer="变量", variable="图片")
    last = hands.drag("show_content", (last, "next"), drawer="看与问")
    hands.choose(hands.inside(last, "content"), "结果")
    for digit, angle in ANGLES.items():
        last = hands.drag("controls_if", (last, "next"), drawer="逻辑")
        asked = hands.drag("result_recognized", (last, "IF0"), drawer="认一认")
        hands.choose_offered(hands.inside(asked, "label"), digit)
        turn = hands.drag("board_angle", (last, "DO0"), drawer="板子与零件")
        hands.type_into(hands.inside(turn, "angle"), str(angle))
    return board


def turns(uno) -> None:
    """The servo's pulses at the board's pin are those of one digit, then of the other."""
    for angle in ANGLES.values():
        assert uno.wait(9, servo_us=servo_pulse(angle), tol=15)["met"], uno.pin(9)


def runs_alone(program: Path, uno, clip: Path) -> None:
    """The exported file without a studio, on its port; there is no camera here, so a film stands for it."""
    environment = {**os.environ, "SUNMAO_PORTS": uno.port}
    command = [sys.executable, "-m", "sunmao.server", "run", "--camera", str(clip), program.name]
    with subprocess.Popen(
        command, cwd=program.parent, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        turns(uno)
        said = running.communicate(timeout=HANG_TIMEOUT)[0]
    assert running.returncode == 0, said

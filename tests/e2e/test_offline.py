"""With every network cut (a namespace that has only its own loopback) the examples open and run."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sunmao.server.gallery import examples

from tests.e2e.rooms import ended, run, stop

CUT = "SUNMAO_NETWORK_CUT"
TRAINED = 300_000  # milliseconds
LEARNING = ("手写数字：从零到 ONNX", "我的图片", "找形状：画框、数一数", "看见数字，转动舵机")
CABLED = "真的 Arduino 和舵机"  # the same blocks on a board that is not here
inside = pytest.mark.skipif(CUT not in os.environ, reason="runs within test_all_of_it_without_a_network")


def namespace() -> list[str]:
    """The command that runs another one without a network. Skips loudly where the system forbids it."""
    missing = [tool for tool in ("unshare", "ip") if shutil.which(tool) is None]
    if missing or subprocess.run(["unshare", "-rn", "ip", "link", "set", "lo", "up"], capture_output=True).returncode:
        pytest.skip(f"THE NETWORK CANNOT BE CUT HERE: {'no ' + ', '.join(missing) if missing else 'namespaces are forbidden'}")
    return ["unshare", "-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]


@pytest.mark.fault("C8")
@pytest.mark.skipif(CUT in os.environ, reason="the network is cut already")
def test_all_of_it_without_a_network(chromium, row):
    assert {example.card["title"]["zh"] for example in examples().values()} == {"你好，积木", *LEARNING, CABLED}, "every example is tried"
    command = [*namespace(), sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rs", str(Path(__file__))]
    done = subprocess.run(command, env={**os.environ, CUT: "1", "SUNMAO_CHROMIUM": chromium}, capture_output=True, text=True)
    assert done.returncode == 0 and "6 passed, 1 skipped" in done.stdout, done.stdout[-4000:]
    row(saw="", kept="every example runs; no page asked for anything outside")


@inside
def test_the_network_is_cut():
    with socket.socket() as knocking, pytest.raises(OSError):
        knocking.connect(("192.0.2.1", 80))


@inside
def test_hello_to_its_end(page):
    page.get_by_text("你好，积木").first.click()
    run(page)
    page.locator(".ask input").fill("小明")
    page.keyboard.press("Enter")
    ended(page)
    expect(page.locator(".con")).to_contain_text("你好，小明")
    expect(page.locator(".state-wide")).to_contain_text("完成")


@inside
@pytest.mark.parametrize("title", LEARNING)
def test_a_training_example_learns(page, title):
    page.locator(".card").filter(has_text=title).first.click()
    expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible(timeout=30_000)
    run(page)
    expect(page.locator(".con")).to_contain_text("第 1 轮", timeout=TRAINED)
    stop(page)
    expect(page.locator(".state-wide")).to_contain_text("已停止")

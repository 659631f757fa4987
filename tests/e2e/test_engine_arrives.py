"""A studio whose training engine is still on its way: everything else works, Train waits, and then it trains by itself.

The engine is a tiny one, brought by the real uv from an index of this computer that is held up in the middle; what
trains then is the real one.
"""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.rooms import enter, layout_faults, make, program, run, visit
from tests.e2e.screenshots import shoot
from tests.support.photographs import write_photographs
from tests.support.studio import start_studio, stop_studio
from tests.support.wheel_index import serve_wheels

pytestmark = [pytest.mark.training, pytest.mark.long]

SIZES = {"tiny-large": 40_000_000, "tiny-engine": 200_000}
ELSEWHERE = """
import sys
from pathlib import Path
from sunmao.server.engine import engine_spec
folder = Path({folder!r})
sys.path.append(str(folder / "site"))
words = ("--python", sys.executable, "--target", str(folder / "site"))
spec = engine_spec.EngineSpec(("tiny-engine",), ("tiny_engine",), folder, words, (str(folder / "site"),))
engine_spec.make_engine_spec = lambda: spec
"""
TEACH_SIZES = ((1366, 768), (1024, 768), (600, 800))


@pytest.fixture(scope="module")
def index():
    with serve_wheels(SIZES, held="tiny-large") as serving:
        yield serving


@pytest.fixture(scope="module")
def studio(index, tmp_path_factory):
    """A studio that `start.py` has just begun: its engine is wanted, and not there."""
    folder = tmp_path_factory.mktemp("engine")
    (folder / "state.json").write_text(json.dumps({"wanted": True}))
    running = start_studio(
        tmp_path_factory.mktemp("projects"),
        before=ELSEWHERE.format(folder=str(folder)),
        more=index.make_environment(folder / "cache"),
    )
    yield running
    stop_studio(running)


def add_pictures(page, photographs: list[Path]) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="图片文件").click()
    chooser.value.set_files(photographs)


def test_train_waits_for_the_engine_and_then_trains(browser, studio, index, tmp_path):
    write_photographs(tmp_path, ["one", "two"], 7)
    one, two = (sorted((tmp_path / name).iterdir()) for name in ("one", "two"))
    with visit(browser, studio) as page:
        line = page.locator(".engine-line")
        expect(line).to_contain_text("训练引擎正在下载")
        expect(line.locator(".engine-numbers")).to_contain_text("/ 40 MB")
        assert layout_faults(page) == []
        shoot(page, "engine-home")
        line.get_by_role("button", name="先不下载").click()
        expect(line).to_contain_text("还没有下载完")
        expect(line.get_by_role("button", name="继续")).to_be_visible()

        enter(page, make(studio, program("print('你好')")))
        run(page)
        expect(page.get_by_role("log").first).to_contain_text("你好")

        page.locator(".brand").click()
        page.locator(".hero .btn.pri").click()
        expect(page.locator(".teach-card")).to_have_count(3)
        add_pictures(page, one[:6])
        expect(page.locator(".teach-card.active header .cap")).to_have_text("6 张")
        page.locator(".teach-card:nth-child(2) .btn.ghost.ic").first.click()
        add_pictures(page, two[:6])
        expect(page.locator(".teach-card.active header .cap")).to_have_text("6 张")
        # Train goes on with what was put off.
        page.locator(".teach-go").click()
        waiting = page.locator(".teach-train")
        expect(waiting).to_contain_text("到了就自动训练")
        expect(waiting).to_contain_text("/ 40 MB")
        expect(page.locator(".engine-line")).to_have_count(0)
        for width, height in TEACH_SIZES:
            page.set_viewport_size({"width": width, "height": height})
            assert layout_faults(page) == [], width
            shoot(page, f"engine-teach-{width}")
        page.set_viewport_size({"width": TEACH_SIZES[0][0], "height": TEACH_SIZES[0][1]})
        waiting.get_by_role("button", name="先不训练").click()
        expect(page.locator(".teach-go")).to_be_enabled()
        page.locator(".teach-go").click()
        expect(waiting).to_contain_text("到了就自动训练")
        add_pictures(page, two[6:])
        expect(page.locator(".teach-card.active header .cap")).to_have_text("7 张")
        index.gate.set()
        expect(page.locator(".toast")).to_contain_text("训练引擎到了")
        expect(page.locator(".teach-done")).to_be_visible()
        # The picture that was taken meanwhile was learned, too.
        expect(page.locator(".teach-note.warn[role=status]")).to_have_count(0)
        page.locator(".brand").click()
        expect(page.locator(".hero")).to_be_visible()
        expect(page.locator(".engine-line")).to_have_count(0)

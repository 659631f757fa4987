"""A child's view of a run: text, questions, stop, errors, a reload in its middle, the studio going away."""

import re
import signal

import pytest
from playwright.sync_api import expect

from tests.e2e.rooms import ended, enter, make, program, read_numbers, read_output, run, stop, visit
from tests.support.studio import start_studio, stop_studio

SLOW = ("import time", "for i in range(40):\n    print('number', i, flush=True)\n    time.sleep(0.25)", "print('over')")


@pytest.mark.long
def test_text_chip_line_and_outcome(page, studio):
    enter(page, make(studio, program("print('你好', flush=True)", "import time\ntime.sleep(1.5)")))
    run(page)
    expect(page.locator(".con")).to_contain_text("你好")
    expect(page.locator(".state-wide")).to_contain_text(re.compile(r"运行中 0:0\d"))
    expect(page.locator(".ln.run")).to_have_attribute("data-line", "3")
    ended(page)
    expect(page.locator(".state-wide")).to_contain_text("完成")
    expect(page.locator(".prog.ok")).to_contain_text("完成，用了")
    expect(page.locator(".ln.run")).to_have_count(0)


def test_keys_start_and_stop(page, studio):
    enter(page, make(studio, program(*SLOW)))
    page.keyboard.press("F8")
    expect(page.locator(".con")).to_contain_text("number 0")
    page.keyboard.press("Shift+F8")
    ended(page)
    expect(page.locator(".state-wide")).to_contain_text("已停止")
    assert "over" not in read_output(page)


@pytest.mark.long
def test_a_reload_in_the_middle_loses_and_doubles_nothing(page, studio):
    enter(page, make(studio, program(*SLOW)))
    run(page)
    expect(page.locator(".con")).to_contain_text("number 3")
    page.reload()
    expect(page.locator(".state-wide")).to_contain_text("运行中")
    expect(page.locator(".con")).to_contain_text("number 8")
    seen = read_numbers(page)
    assert seen == list(range(len(seen)))
    expect(page.locator(".ln.run")).to_have_count(1)
    stop(page)


def test_an_error_stands_in_every_place(page, studio):
    enter(page, make(studio, program("print('before')", "x = [1, 2]", "print(x[7])")))
    run(page)
    bubble = page.locator(".bubble")
    expect(bubble).to_be_visible()
    title = bubble.locator(".bubble-words").first.inner_text().strip()
    expect(page.locator(".ln.bad")).to_have_attribute("data-line", "3")
    expect(page.locator(".con-bad")).to_contain_text(f"第 3 行：{title}")
    expect(page.locator(".prob")).to_contain_text(title)
    expect(page.locator(".state-wide.red")).to_contain_text("出错了")
    expect(page.get_by_role("button", name="带我去看")).to_be_visible()


@pytest.mark.long
def test_questions_take_the_focus_and_the_answers(page, studio):
    asking = "from sunmao import choose, ask_picture\nprint('chosen', choose(question='哪个？', options=['红', '绿']))\nprint(ask_picture('画').shape)"
    enter(page, make(studio, program("print('hello', input('名字？'))", asking)))
    run(page)
    expect(page.locator(".ask input")).to_be_focused()
    expect(page.locator(".state-wide")).to_contain_text("等你回答")
    page.keyboard.type("小明")
    page.keyboard.press("Enter")
    expect(page.locator(".con")).to_contain_text("hello 小明")
    page.get_by_role("button", name="绿", exact=True).click()
    expect(page.locator(".con")).to_contain_text("chosen 绿")
    board = page.locator(".board").bounding_box()
    page.mouse.move(board["x"] + 90, board["y"] + 40)
    page.mouse.down()
    page.mouse.move(board["x"] + 90, board["y"] + 200, steps=6)
    page.mouse.up()
    page.get_by_role("button", name="就用这张").click()
    ended(page)
    expect(page.locator(".con")).to_contain_text(re.compile(r"\(\d+, \d+, 3\)"))
    expect(page.locator(".con-asked").first).to_contain_text("名字？  小明")


@pytest.mark.long
def test_a_flood_is_folded_and_hostile_text_stays_text(page, studio):
    hostile = "print('\\x1b[2J\\x1b]0;x\\x07<img src=x onerror=\"window.__xss=1\"> \\u202e \\x00')"
    enter(page, make(studio, program("for i in range(100000):\n    print(i)", hostile)))
    run(page)
    ended(page)
    expect(page.locator(".con")).to_contain_text('<img src=x onerror="window.__xss=1"> \\u202e \\x00')
    assert page.evaluate("window.__xss") is None
    expect(page.locator(".con-fold")).to_contain_text("折起来")
    assert page.evaluate("document.querySelectorAll('.con *').length") < 1000


@pytest.mark.long
def test_reading_up_is_not_disturbed(page, studio):
    enter(
        page,
        make(
            studio,
            program(
                "for i in range(200):\n    print('row', i)",
                "input('?')",
                "print('fresh')\nprint('lines')",
                "input('??')",
            ),
        ),
    )
    run(page)
    log = page.locator(".con")
    expect(log).to_contain_text("row 199")
    log.evaluate("element => element.scrollTo(0, 0)")
    expect(page.locator(".ask input")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".new-lines")).to_contain_text("行新文字")
    assert log.evaluate("element => element.scrollTop") == 0
    page.locator(".new-lines").click()
    expect(page.locator(".new-lines")).to_have_count(0)
    stop(page)


@pytest.mark.fault("A22")
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="ends the studio by a signal")
@pytest.mark.long
def test_the_studio_dies_and_comes_back(browser, tmp_path_factory, row):
    folder = tmp_path_factory.mktemp("dying")
    studio = start_studio(folder)
    with visit(browser, studio) as page:
        enter(page, make(studio, program(*SLOW)))
        run(page)
        expect(page.locator(".con")).to_contain_text("number 2")
        studio.process.kill()
        studio.process.wait()
        expect(page.locator(".banner")).to_contain_text("和榫卯断开了，正在重连")
        expect(page.locator("#run")).to_be_disabled()
        again = start_studio(folder, port=int(studio.base.rsplit(":", 1)[1]))
        try:
            expect(page.locator(".banner")).to_contain_text("榫卯重新启动过")
            page.goto(again.url)
            page.locator(".card-frame .card").first.click()
            expect(page.locator(".state-wide.red")).to_contain_text("中断了")
            expect(page.locator(".con")).to_contain_text("number 2")
            seen = read_numbers(page)
            assert seen[:3] == [0, 1, 2] and seen == list(range(len(seen)))
            row(saw=page.locator(".con-bad").last.inner_text(), kept="the lines until then; the project opens")
        finally:
            stop_studio(again)

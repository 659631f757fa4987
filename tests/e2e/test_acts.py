"""An act in one window is told to the other by name; a page of an older studio saves nothing and loses nothing."""

import pytest
from playwright.sync_api import expect

from tests.e2e.hands import Hands
from tests.e2e.rooms import ASK, ended, enter, make, program, run, visit
from tests.support.limits import poll_until
from tests.support.studio import ApiClient, start_studio, stop_studio


def written(page, file, text):
    """Wait until a file holds a text."""
    poll_until(lambda: text in file.read_bytes(), f"{text} on the disk", lambda: page.wait_for_timeout(50))


ASKS = program("print('hello', input('名字？'))", "print('and', input('再来？'))")


def asked(page, words):
    expect(page.locator(".ask")).to_contain_text(words)


@pytest.mark.fault("C7")
@pytest.mark.fault("A17")
@pytest.mark.fault("A24")
@pytest.mark.long
def test_each_act_is_named_in_the_other_window(browser, studio, row):
    project = make(studio, ASKS)
    with visit(browser, studio) as first, visit(browser, studio) as second:
        enter(first, project)
        enter(second, project)
        first.locator("#run.go").dblclick()
        asked(second, "名字？")
        asked(first, "名字？")
        # The tab that asked is closed and opened again: the question waits.
        first.goto("about:blank")
        first.goto(studio.base + "/#/project/" + project)
        asked(first, "名字？")
        second.locator(".ask input").fill("小明")
        second.keyboard.press("Enter")
        toasts = first.locator(".toasts")
        expect(toasts).to_contain_text("另一个窗口回答了")
        for page in (first, second):
            expect(page.locator(".con")).to_contain_text("hello 小明")
            asked(page, "再来？")
        # An act on a state that is past: refused, and nobody is told of it.
        answered = first.evaluate(STALE, f"/api/projects/{project}/runs")
        assert answered == [409, "answered_already"]
        second.locator("#run.stop").click()
        expect(toasts).to_contain_text("另一个窗口按了停止")
        for page in (first, second):
            ended(page)
            expect(page.locator(".state-wide")).to_contain_text("已停止")
            expect(page.locator(".ask")).to_have_count(0)
        expect(second.locator(".toasts")).not_to_contain_text("另一个窗口")
        assert len(ApiClient(studio).ask("GET", f"/api/projects/{project}/runs")) == 1
        ApiClient(studio).ask("DELETE", f"/api/projects/{project}")
        expect(toasts).to_contain_text("另一个窗口删掉了这个项目")
        said = first.locator(".banner").inner_text()
        assert not (studio.projects / project).exists()
    row(
        saw={"zh": "另一个窗口按了停止", "en": "Stopped by the other window"},
        kept=f"one run, the first answer, the blocks on the page («{said.splitlines()[0]}»)",
    )


STALE = f"""async runs => {{
  const ask = {ASK};
  const [run] = await (await ask(runs)).json();
  const headers = {{ 'X-Sunmao': '1', 'Content-Type': 'application/json' }};
  const options = {{ method: 'POST', headers, body: JSON.stringify({{ value: 'late' }}) }};
  const answer = await ask(`${{runs}}/${{run.id}}/answers/1`, options);
  const {{ text }} = await answer.json();
  return [answer.status, text.en.includes('answer already') ? 'answered_already' : text.en];
}}"""
NEWER = "import sunmao\nsunmao.__version__ = '99.1'"


@pytest.mark.fault("C3")
@pytest.mark.long
def test_an_old_page_saves_nothing_in_an_updated_studio(browser, tmp_path, row):
    studio = start_studio(tmp_path)
    port = int(studio.base.rsplit(":", 1)[1])
    try:
        with visit(browser, studio) as page:
            project = make(studio, program("print(1)"))
            enter(page, project)
            file = tmp_path / project / "workspace.json"
            before = file.read_bytes()
            page.wait_for_load_state("networkidle")  # an answer that is cut off would be an error of its own
            studio.process.kill()
            studio.process.wait()
            expect(page.locator(".banner")).to_be_visible()
            Hands(page).drag("program_wait", ("p0", "next"), drawer="开始与事件")
            studio = start_studio(tmp_path, port=port, before=NEWER)
            expect(page.locator(".banner")).to_contain_text("重新启动过")
            page.context.new_page().goto(studio.url)
            page.bring_to_front()
            page.evaluate("dispatchEvent(new Event('focus'))")
            banner = page.locator(".banner").filter(has_text="榫卯更新过了")
            expect(banner).to_be_visible()
            said = banner.locator("span").inner_text()
            page.wait_for_timeout(500)
            assert file.read_bytes() == before
            banner.get_by_role("button", name="重新打开").click()
            expect(page.locator(".blocklyBlockCanvas .program_wait")).to_be_visible()
            written(page, file, b"program_wait")
            assert page.locator(".banner").count() == 0
    finally:
        stop_studio(studio)
    row(saw=said, kept="the file before the reload; the unsaved block after it")


@pytest.mark.fault("A14")
@pytest.mark.long
def test_a_file_that_hides_a_library_is_renamed_from_the_page(page, studio, row):
    project = make(studio, program("import random\nprint(random.randint(1, 2))"))
    (studio.projects / project / "random.py").write_text("mine = 1\n")
    enter(page, project)
    run(page)
    banner = page.locator(".banner").filter(has_text="random.py")
    expect(banner).to_be_visible()
    said = banner.locator("span").inner_text()
    banner.get_by_role("button").click()
    expect(page.locator(".toasts")).to_contain_text("my_random.py")
    expect(banner).to_have_count(0)
    run(page)
    ended(page)
    expect(page.locator(".state-wide")).to_contain_text("完成")
    assert (studio.projects / project / "my_random.py").read_text() == "mine = 1\n"
    row(saw=said, kept="the file under its new name; the next run finds the library")


@pytest.mark.fault("A16")
@pytest.mark.long
def test_a_program_that_deletes_its_folder_leaves_the_blocks_on_the_page(browser, studio, row):
    project = make(studio, program("import os, shutil\nshutil.rmtree(os.getcwd())\nprint('gone', flush=True)"))
    folder = studio.projects / project
    before = (folder / "workspace.json").read_bytes()
    with visit(browser, studio) as page:  # a page may ask for the folder while it is away
        enter(page, project)
        run(page)
        ended(page)
        note = page.locator(".con-warn")
        expect(note).to_contain_text("积木已经恢复了")
        assert (folder / "workspace.json").read_bytes() == before
        expect(page.locator(".banner")).to_have_count(0)
        Hands(page).drag("program_wait", ("p0", "next"), drawer="开始与事件")
        written(page, folder / "workspace.json", b"program_wait")
        page.reload()
        expect(page.locator(".blocklyBlockCanvas .program_wait")).to_be_visible()
        row(saw=note.inner_text(), kept="the blocks, on the disk and on the page; saving goes on")

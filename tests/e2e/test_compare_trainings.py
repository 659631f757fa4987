"""Two tests of a project side by side: which mistakes went, which came, whether it could be chance, and what was done to
the data in between. Programs say what a training and a test say, about real pictures, without training.
"""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.rooms import ended, enter, layout_faults, make, program, run, visit
from tests.e2e.screenshots import shoot
from tests.support.studio import ApiClient

# wrong: the numbers of the pictures that are answered wrong; label: every picture of this digit is.
SAYS = """
from pathlib import Path
from sunmao.runtime import session
from sunmao.data.builtin.samples import make_sample
from sunmao.protocol.learning_messages import PictureCounts, TrainingData, TrainingStarted
from sunmao.protocol.messages import from_dict
root, names = make_sample('digits'), {names!r}
n = len(names)
files = sorted(str(path) for path in Path(root, 'test_set').glob('*/*.png'))
files = [file for each in range(30) for file in files[each::30]][{first}:{last}]

def test(wrong, edits, train):
    session.emit(TrainingStarted('LeNet', dict(epochs=2), TrainingData(path={data!r}, hash=str(edits), classes=names, pictures=PictureCounts(train=train, val=20, test=20), edits=edits), 'checkpoints/a'))
    rows = [[file, int(Path(file).parent.name) % n, (int(Path(file).parent.name) + (k in wrong or Path(file).parent.name == {label!r}) * (1 + k % 2)) % n, 0.5 + k % 50 / 100] for k, file in enumerate(files)]
    rows.sort(key=lambda row: row[1] == row[2])
    matrix = [[sum(row[1:3] == [a, b] for row in rows) for b in range(n)] for a in range(n)]
    right = sum(matrix[k][k] for k in range(n))
    by_class = [[1.0, 1.0, 1.0, sum(row)] for row in matrix]
    session.emit(from_dict(dict(kind='marks', correct=right, total=len(rows), classes=names, matrix=matrix, by_class=by_class, averages=dict(accuracy=right / len(rows)), pictures=rows, digests=[row[0] for row in rows])))

test({wrong!r}, {edits!r}, {train!r})
"""
# Writes a model file as a training does: under another name, then renamed.
WRITES = """
import os
from pathlib import Path
Path('models').mkdir(exist_ok=True)
Path('models/new.tmp').write_text({words!r})
os.replace('models/new.tmp', 'models/signs.onnx')
"""
DIGITS = [str(number) for number in range(10)]


def say(wrong: set[int], edits: int = 0, train: int = 240, **more) -> str:
    """A program that trains and tests on the pictures from the first to the last, and answers some of them wrong."""
    values = {"first": 0, "last": 80, "names": DIGITS, "label": "", "data": "data/pets", **more}
    return SAYS.format(wrong=wrong, edits=edits, train=train, **values)


def compare(page: Page, project: str) -> None:
    """Run the project, which tests twice, and open the comparison."""
    enter(page, project)
    run(page)
    ended(page)
    page.get_by_role("button", name="看错题").or_(page.get_by_role("button", name="See the mistakes")).click()
    page.locator("#mistakes-compare").click()
    expect(page.locator(".cmp-pane-head h2")).to_be_visible()


BETTER = say(set(range(26)), 5), say({2, 3, 4, 40, 41, 42}, 12, 280)


@pytest.mark.parametrize("size", ["laptop", "school", "tablet"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.long
def test_a_better_model_is_seen_whole(browser, studio, size, lang):
    project = make(studio, program(*BETTER))
    with visit(browser, studio, size, lang) as page:
        compare(page, project)
        zh = lang == "zh"
        head = "同样的 80 张图片，前后各考一次" if zh else "The same 80 test pictures, before and after"
        expect(page.get_by_text(head)).to_be_visible()
        expect(page.locator(".cmp-figure b.big-figure")).to_have_text(["54", "74"])
        expect(page.locator(".cmp-legend b")).to_have_text(["51", "23", "3", "3"])
        expect(page.locator('[data-kind="fixed"] .cmp-tile')).to_have_count(20)
        expect(page.locator('[data-kind="broken"] .cmp-tile')).to_have_count(3)
        pill = page.locator(".cmp-pane-head .cmp-pill")
        expect(pill).to_have_text("多半不是运气" if zh else "Most likely not luck")
        expect(page.locator(".toss-mark")).to_have_text("这次：23" if zh else "This time: 23")
        pane = page.locator(".cmp-pane")
        expect(pane.get_by_text("数据改了 7 处" if zh else "7 changes to the data")).to_be_visible()
        expect(pane).to_contain_text("240 → 280")
        expect(pane.locator(".cmp-fair")).to_be_visible()
        words = page.locator("#app").inner_text()
        assert "%" not in words and "McNemar" not in words
        assert layout_faults(page) == []
        shoot(page, f"better-{size}-{lang}")


@pytest.mark.long
def test_every_picture_is_opened_and_left_by_keys(browser, studio):
    with visit(browser, studio) as page:
        compare(page, make(studio, program(*BETTER)))
        fixed = page.locator('[data-kind="fixed"]')
        fixed.get_by_role("button", name="再看 3 张").focus()
        page.keyboard.press("Enter")
        expect(fixed.locator(".cmp-tile")).to_have_count(23)
        fixed.locator(".cmp-tile").first.focus()
        page.keyboard.press("Enter")
        window = page.get_by_role("dialog")
        first = window.locator("code").inner_text()
        expect(window).to_contain_text("上次")
        page.keyboard.press("ArrowRight")
        expect(window.locator("code")).not_to_have_text(first)
        page.keyboard.press("ArrowLeft")
        expect(window.locator("code")).to_have_text(first)
        shoot(page, "large-laptop-zh")
        page.keyboard.press("Escape")
        expect(window).to_have_count(0)
        expect(fixed.locator(".cmp-tile").first).to_be_focused()

        page.get_by_role("button", name="看新错的 3 道").focus()
        page.keyboard.press("Enter")
        expect(window.locator("b.bad-text")).to_contain_text("✗")
        page.keyboard.press("Escape")
        page.get_by_role("tab", name="前后对比").focus()
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_role("tab", name="每一类")).to_be_focused()
        expect(page.locator(".cmp-short .cmp-pill")).to_have_text(["多答对 20 道", "多半不是运气"])
        assert layout_faults(page) == []
        shoot(page, "short-laptop-zh")
        page.get_by_role("button", name="看前后对比").press("Enter")
        expect(page.locator(".cmp-bar")).to_be_visible()
        page.get_by_role("button", name="看数据").click()
        page.wait_for_function("location.hash.endsWith('/data/pets')")


@pytest.mark.parametrize(
    ("before", "after", "verdict", "figures"),
    [
        ({0, 1, 2}, {3}, "变化太少，还看不出", ["77", "79"]),
        (set(range(10)), set(range(7, 17)), "可能只是运气", ["70", "70"]),
        (set(range(10)), {20, 21, 22}, "说不准", ["70", "77"]),
        ({1}, {*range(20, 36)}, "多半不是运气", ["79", "64"]),
        ({5}, {5}, "变化太少，还看不出", ["79", "79"]),
    ],
)
@pytest.mark.long
def test_verdicts_in_words(browser, studio, before, after, verdict, figures):
    with visit(browser, studio) as page:
        compare(page, make(studio, program(say(before), say(after))))
        expect(page.locator(".cmp-pane-head .cmp-pill")).to_have_text(verdict)
        expect(page.locator(".cmp-figure b.big-figure")).to_have_text(figures)
        expect(page.locator(".cmp-pill.good, .cmp-card .cmp-pill.good")).to_have_count(0)
        expect(page.locator(".toss")).to_have_count(0 if before == after else 1)
        assert layout_faults(page) == []
        shoot(page, f"verdict-{figures[0]}-{figures[1]}")


@pytest.mark.long
def test_a_class_that_stands_out_has_a_note(browser, studio):
    for lang in ("zh", "en"):
        with visit(browser, studio, "tablet", lang) as page:
            compare(page, make(studio, program(say({1}, label="5"), say({2}))))
            note = page.locator(".cmp-note")
            expect(note).to_contain_text("可能" if lang == "zh" else "may")
            assert layout_faults(page) == []
            shoot(page, f"note-tablet-{lang}")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.long
def test_test_sets_that_differ(browser, studio, lang):
    with visit(browser, studio, lang=lang) as page:
        some = make(studio, program(say(set(range(9)), last=60), say(set(range(20, 25)), first=10, last=80)))
        compare(page, some)
        words = "只比两次都考过的 50 张" if lang == "zh" else "Only the 50 pictures tested both times"
        expect(page.get_by_text(words)).to_be_visible()
        expect(page.locator(".cmp-fair")).to_have_count(0)
        assert layout_faults(page) == []
        shoot(page, f"differ-{lang}")

        compare(page, make(studio, program(say({1}, last=30), say({1}, first=40))))
        none = "两次考的题不一样" if lang == "zh" else "The test pictures are others now"
        expect(page.locator("#mistakes-panel")).to_contain_text(none)
        expect(page.locator(".cmp-pill")).to_have_count(0)
        assert layout_faults(page) == []
        shoot(page, f"none-{lang}")


@pytest.mark.long
def test_another_test_can_be_chosen_and_names_of_others_are_no_html(browser, studio):
    names = ["猫", "一个很长很长很长的类别名字", "<b>dog</b>"]
    said = [say(wrong, names=names) for wrong in (set(range(30)), set(range(3)), set(range(12)))]
    with visit(browser, studio, "tablet") as page:
        compare(page, make(studio, program(*said)))
        expect(page.locator(".cmp-pane-head .cmp-pill")).to_have_text("多半不是运气")
        expect(page.locator(".cmp-figure b.big-figure")).to_have_text(["77", "68"])
        shoot(page, "worse-tablet-zh")
        page.get_by_label("选另一次大考").select_option(index=1)
        expect(page.locator(".cmp-figure b.big-figure")).to_have_text(["50", "68"])
        expect(page.locator('[data-kind="fixed"] .cmp-tile', has_text="<b>dog</b>").first).to_be_visible()
        assert layout_faults(page) == []
        shoot(page, "names-tablet-zh")


@pytest.mark.long
def test_the_last_model_comes_back_and_goes_again(browser, studio):
    said = [WRITES.format(words=words) + say(wrong) for words, wrong in (("good", {1}), ("bad", set(range(20))))]
    project = make(studio, program(said[0]))
    model = studio.projects / project / "models" / "signs.onnx"
    with visit(browser, studio) as page:
        enter(page, project)
        run(page)
        ended(page)
        visitor, path = ApiClient(studio), f"/api/projects/{quote(project)}"
        base = visitor.ask("GET", path)["version"]
        visitor.ask("PUT", f"{path}/workspace", {"workspace": program(said[1]), "base": base})
        page.reload()
        compare(page, project)
        expect(page.locator(".cmp-figure b.big-figure")).to_have_text(["79", "60"])
        assert model.read_text() == "bad"
        back = page.locator(".cmp-pane .btn.pri")
        expect(back).to_have_text("恢复上一个模型")
        shoot(page, "back-laptop-zh")
        assert layout_faults(page) == []
        back.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".cmp-back [role=status]")).to_contain_text("已恢复上一个模型")
        assert model.read_text() == "good"
        page.locator(".cmp-back").get_by_role("button", name="撤销").click()
        expect(back).to_be_visible()
        assert model.read_text() == "bad"
        back.click()
        expect(page.locator(".cmp-back [role=status]")).to_be_visible()
        page.reload()
        assert model.read_text() == "good"

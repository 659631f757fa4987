"""The notebook of mistakes after a real training: the strip leads there, a cell opens its own pictures, two tests are
compared.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import wait_for
from tests.e2e.rooms import ended, enter, layout_faults, make, program, run, visit
from tests.e2e.screenshots import shoot
from tests.support.onnx_files import sides

TRAIN = """
from sunmao.data import sample_dataset
from sunmao.vision import Classification
model = Classification(backbone='LeNet')
model.load_dataset(sample_dataset('digits'))
model.save_fold = 'checkpoints/digits'
model.train(epochs=2)
model.evaluate('val')
model.evaluate('test')
"""
# A test of rows of a table whose record names no kind of samples, as older ones do not.
OLD_ROWS = """
from sunmao.protocol.learning_messages import Averages, ClassFigures, EvaluatedPicture, Evaluation
from sunmao.runtime import session
rows = [EvaluatedPicture(f'data/a/a.csv/{{number}}', 0, 1, 0.9, {digest!r}) for number in range(2, 6)]
figures = [ClassFigures(0.0, 0.0, 0.0, count) for count in (4, 0)]
session.emit(Evaluation(0, 4, 'test', ['a', 'b'], [[0, 4], [0, 0]], figures, Averages(accuracy=0.0), rows, sample_kind=''))
"""
LOADED = "() => { const all = [...document.querySelectorAll('.mark-tile img')]; return all.length > 0 && all.every(image => image.complete && image.naturalWidth) }"


@pytest.fixture(scope="module")
def trained(studio):
    """A project whose program trains and tests a small network."""
    return make(studio, program(TRAIN))


def to_mistakes(page: Page, project: str) -> None:
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/mistakes` }", project)


@pytest.mark.long
def test_a_cell_opens_its_own_pictures(page, trained):
    enter(page, trained)
    run(page)
    page.get_by_role("button", name="看错题").click()
    grid = page.get_by_role("grid")
    expect(grid.get_by_role("row")).to_have_count(11)
    total, correct = figures(page)
    cells = grid.get_by_role("gridcell")
    said = cells.evaluate_all("cells => cells.map(cell => Number(cell.innerText))")
    counts = [said[10 * row : 10 * row + 10] for row in range(10)]
    assert sum(map(sum, counts)) == total
    assert sum(counts[n][n] for n in range(10)) == correct

    wrong = [(row, column) for row in range(10) for column in range(10) if row != column and counts[row][column]]
    for truth, answer in [*wrong[:2], (4, 4)]:
        cells.nth(10 * truth + answer).click()
        expect_pictures(page, truth, answer, counts[truth][answer])

    page.keyboard.press("Home")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Enter")
    expect_pictures(page, 0, 0, counts[0][0])


def expect_pictures(page: Page, truth: int, answer: int, count: int) -> None:
    """The right pane shows so many pictures of that truth and that answer, from the folder of that class."""
    tiles = page.locator(".mark-tile")
    expect(page.locator('.cm[aria-selected="true"]')).to_have_attribute("data-at", f"{truth},{answer}")
    expect(page.locator(f'.mark-tile[data-truth="{truth}"][data-answer="{answer}"]')).to_have_count(count)
    expect(tiles).to_have_count(count)
    said = tiles.evaluate_all("tiles => tiles.map(tile => [tile.dataset.truth, tile.dataset.answer, tile.title])")
    assert {(each[0], each[1]) for each in said} == {(str(truth), str(answer))}
    assert all(f"/{truth}/" in path for _, _, path in said), said
    expect(tiles.first).to_contain_text("答对" if truth == answer else "答错")
    tiles.last.scroll_into_view_if_needed()
    tiles.first.scroll_into_view_if_needed()
    if count < 8:
        wait_for(page, LOADED)


def figures(page: Page) -> tuple[int, int]:
    """Return the number of pictures in the test and of right answers, as the page shows them."""
    words = page.locator(".mistakes-card").first.inner_text()
    correct, total = re.search(r"(\d+)\s*/\s*(\d+)", words).groups()
    return int(total), int(correct)


@pytest.mark.long
def test_tests_classes_and_words(page, trained):
    to_mistakes(page, trained)
    chooser = page.get_by_label("看哪一次大考")
    expect(chooser.locator("option")).to_have_count(2)
    card = page.locator(".mistakes-card").first
    newest = card.inner_text()
    chooser.select_option(index=1)
    expect(chooser.locator("option:checked")).to_contain_text("小考的图片")
    expect(card).not_to_have_text(newest, use_inner_text=True)  # it is read now, which takes a moment

    page.get_by_role("tab", name="每一类").click()
    page.locator(".classes-name", has_text="7").click()
    expect(page.locator('.mark-tile[data-truth="7"]').first).to_be_visible()
    expect(page.locator('.mark-tile:not([data-truth="7"])')).to_have_count(0)

    ask = page.get_by_role("button", name="“召回率”是什么意思")
    ask.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("真是这一类的图片里")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("真是这一类的图片里")).to_have_count(0)

    page.get_by_role("tab", name="前后对比").click()
    page.get_by_label("选另一次大考").or_(page.locator(".cmp-figure, .cmp-with")).first.wait_for()


def test_a_project_without_a_test_leads_back_to_the_blocks(page, studio):
    to_mistakes(page, make(studio, program("1")))
    expect(page.get_by_text("还没有大考")).to_be_visible()
    page.get_by_role("button", name="去搭积木").click()
    expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()


MADE = """
from sunmao.runtime import session
from sunmao.protocol.messages import from_dict
names, right = {names!r}, {right}
n = len(names)
pictures = [[f'data/gone/{{i}}.png', i % n, i % n if i < right else (i + 1) % n, 0.5] for i in range(60)]
matrix = [[sum(p[1] == a and p[2] == b for p in pictures) for b in range(n)] for a in range(n)]
by_class = [[1.0, 1.0, 1.0, sum(row)] for row in matrix]
session.emit(from_dict(dict(kind='marks', correct=right, total=60, split='test', classes=names, matrix=matrix, by_class=by_class, averages={{'accuracy': right / 60}}, pictures=pictures[::-1])))
"""


def test_without_a_mistake_harder_pictures_are_one_press_away(browser, studio):
    said = MADE.replace("pictures=pictures[::-1]", "pictures=pictures[::-1], model='models/sides.onnx'")
    project = make(studio, program(said.format(names=["left", "right"], right=60)))
    (studio.projects / project / "models").mkdir(exist_ok=True)
    (studio.projects / project / "models/sides.onnx").write_bytes(sides())
    with visit(browser, studio) as page:
        enter(page, project)
        run(page)
        ended(page)
        to_mistakes(page, project)
        expect(page.locator(".mistakes")).to_contain_text("一道也没错")
        page.get_by_role("button", name="用更难的图片考").click()
        expect(page.get_by_role("heading", name="认一批图片")).to_be_visible()
        expect(page.locator(".batch-head")).to_contain_text("sides")


@pytest.mark.long
def test_a_small_gap_may_be_luck_and_gone_pictures_are_said_so(browser, studio):
    names = ["猫", "一个很长很长的类别名字", "<b>dog</b>"]
    project = make(studio, program(MADE.format(names=names, right=50), MADE.format(names=names, right=52)))
    with visit(browser, studio) as page:
        enter(page, project)
        run(page)
        page.get_by_role("button", name="看错题").click()
        expect(page.locator(".cmp-short .cmp-pill")).to_have_text(["多答对 2 道", "变化太少，还看不出"])
        expect(page.get_by_role("rowheader", name="<b>dog</b>")).to_be_visible()
        expect(page.locator(".mark-gone").first).to_have_text("图片不在了")
        page.get_by_role("tab", name="前后对比").click()
        expect(page.locator('[data-kind="fixed"] .cmp-tile')).to_have_count(2)


SENTENCES = """
from sunmao.data import sample_dataset
from sunmao.language import TextClassification
model = TextClassification()
model.load_dataset(sample_dataset('moods'))
model.train(random_seed=7)
model.evaluate()
"""


@pytest.mark.long
def test_mistakes_of_sentences_are_read(page, studio):
    project = make(studio, program(SENTENCES))
    enter(page, project)
    run(page)
    ended(page)
    to_mistakes(page, project)
    tiles = page.locator(".mark-tile")
    expect(tiles.first).to_be_visible()
    expect(page.locator(".mark-tile .mark-sentence")).to_have_count(tiles.count())
    for tile in tiles.all():
        path, _, line = tile.get_attribute("title").rpartition("/")
        text = (studio.projects / project / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert tile.locator(".mark-sentence").inner_text() == text.strip()
    assert_no_pictures(page, "句")


def assert_no_pictures(page: Page, unit: str) -> None:
    """The page calls what was tested by its own word, never pictures."""
    words = page.locator(".mistakes").inner_text()
    assert unit in words and not re.search("图片|张", words), words


ROWS = """
from sunmao.tables import TableModel, sample_table
model = TableModel('decision_tree', random_seed=1)
model.load_dataset(sample_table({name!r}))
model.train()
model.evaluate()
"""


@pytest.mark.parametrize(("name", "column"), [("penguins", "flipper length"), ("diabetes", "bmi")])
@pytest.mark.long
def test_mistakes_of_rows_are_read(page, studio, name, column):
    project = make(studio, program(ROWS.format(name=name)))
    enter(page, project)
    run(page)
    ended(page)
    to_mistakes(page, project)
    tile = page.locator(".mark-tile").first
    expect(tile.locator(".mark-sentence")).to_contain_text(column)
    said = tile.locator(".mark-sentence").inner_text()
    assert layout_faults(page) == []
    assert_no_pictures(page, "行")
    shoot(page, f"mistakes-{name}")
    tile.click()
    expect(page.get_by_role("dialog").locator(".mark-sentence")).to_have_text(said)


@pytest.mark.long
@pytest.mark.parametrize(("digest", "drawn"), [(None, False), ("a1", True)])
def test_rows_of_older_tests_are_drawn_where_they_were_points(browser, studio, digest, drawn):
    """Points kept by what they are known again; sentences of before kept nothing, and are not asked for as pictures."""
    with visit(browser, studio) as page:
        enter(page, make(studio, program(OLD_ROWS.format(digest=digest))))
        run(page)
        ended(page)
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.get_by_role("button", name="看错题").click()
        expect(page.locator(".mark-tile .mark-gone")).to_have_count(4)  # the table itself is not there
        assert any(".csv" in url for url in asked) is drawn

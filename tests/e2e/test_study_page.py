"""A study of blocks on the page: curves side by side while it runs, stopped, gone on with, and one table at the end."""

import re

import pytest
from playwright.sync_api import Page, expect

from sunmao.codegen.reading.read_program import read_python
from tests.e2e.rooms import ended, enter, layout_faults, make, read_output, run, stop, visit
from tests.e2e.screenshots import shoot

pytestmark = pytest.mark.long

PROGRAM = """from sunmao import show
from sunmao.nets import Linear, Network, ReLU
from sunmao.studies import study
from sunmao.tables import sample_table

model = Network(inputs=4)
model.add(Linear(units=16))
model.add(ReLU())
model.add(Linear(units=3))
model.load_dataset(path=sample_table(name='iris'))
show(study(model=model, argument='lr', values=[0.000001, 0.0001, 0.03, 0.001], epochs=32, seeds=2))
"""


def test_a_study_is_stopped_gone_on_with_and_read_from_its_table(browser, studio):
    project = make(studio, read_python(PROGRAM).workspace)
    figures, best, stopped = "#results .curve .figure", "最好", "提前停了"
    with visit(browser, studio) as page:
        enter(page, project)
        run(page)
        expect(page.locator(figures).first).to_be_visible()
        stop(page)
        run(page)
        expect(page.locator(figures).nth(2)).to_be_visible()
        shoot(page, "study-running")
        ended(page)
        assert 1 <= int(re.search(r"8 次训练里有 (\d) 次已经开始，接着做", read_output(page))[1]) < 8
        rows = page.locator("#results figure.table tbody tr")
        expect(rows).to_have_count(4)
        said = [row.locator("td").all_inner_texts() for row in rows.all()]
        assert [(row[0], *row[3:]) for row in said] == [
            ("0.000001", stopped, "8", "2"),
            ("0.0001", stopped, "8", "2"),
            ("0.03", best, "32", "2"),
            ("0.001", stopped, "16", "2"),
        ]
        assert all(0 <= float(row[1]) <= 1 and 0 <= float(row[2]) < 0.5 for row in said)
        take(page, "study-all")
        page.locator("#tab-curves").click()
        names = page.locator(figures).locator(".figure-name").all_inner_texts()
        assert names == ["lr=0.000001", "lr=0.0001", "lr=0.03", "lr=0.001"]
        points = page.locator("#results .curve .sr tbody tr").all()
        drawn = [row.locator("td").all_inner_texts() for row in points]
        assert len(drawn) == 30  # the newest
        assert [sum(cell != "–" for cell in each) for each in zip(*drawn, strict=True)] == [6, 6, 30, 14]
        take(page, "study-curves")
        page.locator("#tab-tables").click()
        take(page, "study-table")


def take(page: Page, name: str) -> None:
    """Look at the page on a laptop, an old computer and a tablet, and keep pictures of it."""
    for width in (1366, 1024, 600):
        page.set_viewport_size({"width": width, "height": 768})
        shoot(page, f"{name}-{width}")
    page.set_viewport_size({"width": 1366, "height": 768})
    assert layout_faults(page) == []

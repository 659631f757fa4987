"""A sensor's values become rows of a table while the program runs, and a table of the project when it is kept."""

import pytest
from playwright.sync_api import expect

from sunmao.codegen.reading.read_program import read_python
from tests.e2e.hands import wait_for
from tests.e2e.rooms import ended, enter, make, run
from tests.e2e.screenshots import shoot
from tests.e2e.test_board_panel import card

pytestmark = pytest.mark.long

PROGRAM = """from sunmao import show, wait
from sunmao.boards import Potentiometer, use_board
from sunmao.tables import Table

use_board(name='simulated')
knob = Potentiometer(pin='A0')
table = Table(columns=['number', 'knob'])
for number in range(1, 13):
    table.add_row([number, knob.value])
    show(table)
    wait(0.5)
table.save(path='data/knob.csv')
"""


def test_a_turned_knob_is_seen_in_the_next_rows_and_kept(page, studio):
    project = make(studio, read_python(PROGRAM).workspace)
    enter(page, project)
    run(page)
    rows = page.locator("#results figure.table tbody tr")
    expect(rows.first).to_be_visible()
    card(page, "Potentiometer").get_by_role("slider").fill("80")
    wait_for(
        page, "() => document.querySelector('#results .table tbody tr:last-child td:last-child')?.textContent > 0.7"
    )
    shoot(page, "rows-live")
    ended(page)
    expect(page.locator("#results figure.table")).to_have_count(1)  # it has grown, and stayed one
    expect(rows).to_have_count(12)
    cells = [float(row.locator("td").last.inner_text()) for row in rows.all()]
    assert cells[0] < 0.7 < cells[-1]
    page.goto(f"{studio.base}/#/project/{project}/data/knob.csv")
    expect(page.get_by_role("columnheader", name="knob")).to_be_visible()
    shoot(page, "rows-kept")
    kept = (studio.projects / project / "data" / "knob.csv").read_text(encoding="utf-8-sig").split()
    assert kept[0] == "number,knob" and [float(line.split(",")[1]) for line in kept[1:]] == pytest.approx(
        cells, abs=1e-5
    )


def test_a_project_without_data_begins_to_record(page, studio):
    project = make(studio, {})
    page.goto(f"{studio.base}/#/project/{project}/data")
    record = page.get_by_role("button", name="从传感器记")
    expect(record).to_be_visible()
    shoot(page, "rows-begin")
    record.click()
    expect(page.locator(".blocklyDraggable").nth(3)).to_be_visible()
    run(page)
    expect(page.locator("#results figure.table tbody tr").nth(1)).to_be_visible()
    shoot(page, "rows-recorded")
    page.goto(f"{studio.base}/#/project/{project}/data")
    page.reload()
    expect(page.get_by_role("link", name="从传感器记")).to_be_visible()  # a program is never overwritten

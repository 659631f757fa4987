"""A training that found next to nothing says that it was too short, and goes on longer by one press."""

from playwright.sync_api import expect

from tests.e2e.rooms import ended, enter, make, program, run, visit

FOUND_NOTHING = """
from sunmao.runtime import session
from sunmao.protocol.learning_messages import BestEpoch, PictureCounts, TrainingData, TrainingEnded, TrainingStarted
from sunmao.protocol.messages import Metric
data = TrainingData('data/pens', '1f', ['pen'], PictureCounts(8, 2, 0))
session.emit(TrainingStarted('RTMDet-Lite0', {'epochs': 10}, data, 'models/shapes', task='detection'))
for epoch in range(1, 11):
    session.emit(Metric({'loss': 3 - epoch / 10, 'mAP': 0.0, 'mAP50': 0.0}, epoch, 10, unit='epoch'))
session.emit(TrainingEnded('finished', 10, BestEpoch(epoch=10, mAP=0.0, mAP50=0.0), 'models/shapes/latest.pth', 1.0))
"""
MODEL = {"shadow": {"type": "variables_get", "fields": {"VAR": {"name": "model", "id": "m"}}}}
EPOCHS = {"shadow": {"type": "math_number", "id": "epochs", "fields": {"NUM": 10}}}
NEVER = {
    "type": "controls_if",
    "inputs": {
        "IF0": {"block": {"type": "logic_boolean", "fields": {"BOOL": "FALSE"}}},
        "DO0": {"block": {"type": "model_train", "id": "train", "inputs": {"model": MODEL, "epochs": EPOCHS}}},
    },
}


def test_what_found_nothing_is_trained_longer_by_one_press(browser, studio):
    workspace = program(FOUND_NOTHING)
    workspace["blocks"]["blocks"][0]["next"]["block"]["next"] = {"block": NEVER}
    project = make(studio, workspace)
    with visit(browser, studio) as page:
        enter(page, project)
        run(page)
        ended(page)
        expect(page.locator(".prog.ok")).to_contain_text("练了 10 轮，几乎什么都还没找到")
        page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/training` }", project)
        head = page.locator(".training-head")
        expect(head).to_contain_text("练得不够久")
        expect(page.locator(".runs tbody tr").first.locator("td.num").nth(1)).to_have_text("都一样")  # the best epoch
        head.get_by_role("button", name="练 30 轮").click()
        expect(page.locator(".runs tbody tr")).to_have_count(2)
        ended(page)
        page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}` }", project)
        expect(page.locator(".code")).to_contain_text("epochs=30")
        expect(page.get_by_role("button", name="练 90 轮")).to_be_visible()

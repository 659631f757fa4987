"""The answer of a model is the largest thing while a program shows answers: slow ones, a video, and beside the board."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.rooms import enter, make, program, run, stop

ANSWERS = """import itertools, time, numpy
from sunmao import show
from sunmao.protocol.messages import Metric, TrainingEnded, TrainingStarted
from sunmao.runtime import session
from sunmao.tasks.classification.results import Result
session.emit(TrainingStarted('LeNet', {'epochs': 2}, {}, 'checkpoints/a'))
for epoch in (1, 2):
    session.emit(Metric({'loss': 1 / epoch, 'accuracy': 0.4 * epoch}, epoch, 2))
session.emit(TrainingEnded('finished', 2, {'epoch': 2, 'accuracy': 0.8}, 'checkpoints/a/best.pth', 1.5))
for n in itertools.count():
    picture = numpy.full((240, 320, 3), n % 256, 'uint8')
    show(Result(picture, [0.06, 0.9, 0.04], ['石头', '布', '剪刀']))
    time.sleep(PAUSE)
"""


@pytest.mark.parametrize("pause", [0.4, 0.05], ids=["slow", "video"])
def test_the_newest_answer_stands_first_and_large(page: Page, studio, pause):
    enter(page, make(studio, program(ANSWERS.replace("PAUSE", str(pause)))))
    run(page)
    answer = page.locator(".live-tile.answer")
    expect(answer.locator(".answer-said")).to_contain_text("布")
    expect(answer.locator(".answer-bars li")).to_have_count(3)
    expect(answer.locator(".answer-bars li").nth(1)).to_contain_text("90%")  # in the order of the classes
    expect(answer.locator(".answer-bars .first")).to_have_text("布90%")  # the winner, wherever it stands
    expect(page.locator(".earlier")).to_be_visible()
    expect(page.locator(".earlier .curve")).to_be_hidden()
    panel, seen = page.locator(".rbody").bounding_box(), answer.bounding_box()
    picture = answer.locator("canvas, img").bounding_box()
    assert seen["y"] - panel["y"] < 24 and picture["height"] >= 120
    assert seen["y"] + seen["height"] <= panel["y"] + panel["height"] + 1
    page.locator(".earlier > summary").click()
    expect(page.locator(".earlier .curve").first).to_be_visible()
    stop(page)
    expect(page.locator(".live-tile.answer .answer-said")).to_contain_text("布")

"""Questions are answered from outside; the first answer wins."""

import threading

import cv2
import numpy as np
import pytest

pytestmark = pytest.mark.process


def png(color):
    return cv2.imencode(".png", np.full((20, 30, 3), color, np.uint8)[..., ::-1])[1].tobytes()


def test_input_is_answered(studio):
    told = studio.run("asks")
    told.until(lambda told: told.kind("ask"))
    assert told.kind("ask")[0]["question"] == "你叫什么名字？" and not told.answer("x", ask=2)
    assert told.answer("小明")
    told.ends()
    assert told.text() == "hello 小明\n"
    assert told.states() == ["starting", "running", "waiting", "running", "finished"]
    assert told.kind("answered") == [{**told.kind("answered")[0], "id": 1, "shown": "小明"}]


@pytest.mark.fault("A17")
def test_two_pages_answer(studio, row):
    told = studio.run("asks")
    told.until(lambda told: "waiting" in told.states())
    answers = []
    threads = [threading.Thread(target=lambda name=name: answers.append(told.answer(name))) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.ends()
    assert sorted(answers) == [False, True] and len(told.kind("answered")) == 1
    assert told.text() == f"hello {told.kind('answered')[0]['shown']}\n"
    row(saw="", kept="the first answer, once")


def test_a_picture_and_a_choice(studio):
    told = studio.run("asks_for_a_picture")
    told.until(lambda told: "waiting" in told.states())
    with pytest.raises(ValueError):
        told.answer(b"GIF89a")
    with pytest.raises(ValueError):
        told.answer("/etc/passwd")
    assert told.answer(png((255, 0, 10)))
    told.until(lambda told: len(told.kind("ask")) == 2)
    told.until(lambda told: told.states()[-1:] == ["waiting"])
    assert told.kind("ask")[1]["options"] == ["1", "2"]
    with pytest.raises(ValueError):
        told.answer("3", ask=2)
    assert told.answer("2", ask=2)
    assert told.ends().text() == "(20, 30, 3) uint8 [255, 0, 10]\n3\n"


@pytest.mark.fault("A17")
def test_an_answer_of_ten_megabytes(studio, row):
    told = studio.run("asks")
    told.until(lambda told: "waiting" in told.states())
    with pytest.raises(ValueError):
        told.answer("x" * 10_000_000)
    assert told.answer("ok")
    assert told.ends().text() == "hello ok\n"
    row(saw="", kept="the question stays open; the next answer is taken")


@pytest.mark.fault("A17")
@pytest.mark.parametrize("catching", ["EOFError", "Exception"])
def test_stop_while_asking(studio, catching, row):
    told = studio.run(f"try:\n    input('name?')\nexcept {catching} as error:\n    print('caught', error)\n")
    told.until(lambda told: told.states()[-1:] == ["waiting"])
    assert told.stop()
    told.ends()
    # A slow computer may have had to force it.
    assert [state for state in told.states() if state != "forcing"] == [
        "starting",
        "running",
        "waiting",
        "stopping",
        "stopped",
    ]
    assert told.text() == ""
    assert not told.answer("late")
    row(saw="Stopped.", kept="no EOFError in the program; a late answer is refused")


def test_standard_input_asks_too(studio):
    told = studio.run("import sys\nprint(sys.stdin.readline())\n")
    told.until(lambda told: "waiting" in told.states())
    assert told.answer("line") and told.ends().text() == "line\n\n"

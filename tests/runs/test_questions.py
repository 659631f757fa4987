"""Questions are answered from outside; the first answer wins."""

import threading

import cv2
import numpy as np
import pytest


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


def test_two_pages_answer(studio):
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


def test_a_picture_and_a_choice(studio):
    told = studio.run("asks_for_a_picture")
    told.until(lambda told: "waiting" in told.states())
    with pytest.raises(ValueError):
        told.answer(b"GIF89a")
    with pytest.raises(ValueError):
        told.answer("/etc/passwd")
    assert told.answer(png((255, 0, 10)))
    told.until(lambda told: len(told.kind("ask")) == 2)
    told.until(lambda told: told.states()[-1] == "waiting")
    assert told.kind("ask")[1]["options"] == ["1", "2"]
    with pytest.raises(ValueError):
        told.answer("3", ask=2)
    assert told.answer("2", ask=2)
    assert told.ends().text() == "(20, 30, 3) uint8 [255, 0, 10]\n3\n"


def test_an_answer_of_ten_megabytes(studio):
    told = studio.run("asks")
    told.until(lambda told: "waiting" in told.states())
    with pytest.raises(ValueError):
        told.answer("x" * 10_000_000)
    assert told.answer("ok")
    assert told.ends().text() == "hello ok\n"


def test_standard_input_asks_too(studio):
    told = studio.run("import sys\nprint(sys.stdin.readline())\n")
    told.until(lambda told: "waiting" in told.states())
    assert told.answer("line") and told.ends().text() == "line\n\n"

"""The browser's microphone: which page is heard, what is kept, why nothing comes."""

import numpy as np
import pytest

from sunmao.server.devices.microphones import browser_microphone
from sunmao.server.devices.microphones.browser_microphone import KEPT, BrowserMicrophones


@pytest.fixture
def pages():
    """The pages of one project."""
    return BrowserMicrophones().of("cat")


def say(page, **words):
    page.handle_message({"do": "hear", "said": words}, b"")


def push(page, *samples: int):
    page.handle_message({"do": "push"}, np.array(samples, "<i2").tobytes())


def test_a_page_is_asked_while_a_program_listens(pages):
    page = pages.add_page()
    assert b'"wanted": false' in page.next(0)
    pages.join()
    assert b'"wanted": true' in page.next(0) and page.next(0) is None
    pages.leave()
    assert b'"wanted": false' in page.next(0)


def test_a_program_hears_what_comes_after_it(pages):
    page = pages.add_page()
    push(page, 1, 2)  # nobody listens
    end = pages.join()
    say(page, ready=True)
    push(page, 3, 4)
    push(page, 5)
    end, data = pages.next(end, 0)
    assert np.frombuffer(data, "<i2").tolist() == [3, 4, 5]
    assert pages.next(end, 0) is None
    push(page, 6)
    assert np.frombuffer(pages.next(end, 0)[1], "<i2").tolist() == [6]


def test_only_the_newest_page_is_heard_and_nonsense_is_not(pages):
    old, new = pages.add_page(), pages.add_page()
    end = pages.join()
    say(old, ready=True)
    say(new, ready=True)
    push(old, 1)
    new.handle_message({"do": "push"}, b"odd")
    new.handle_message({"do": "push"}, b"")
    new.handle_message({"do": "push"}, b"\0" * 4 * browser_microphone.MAX_PUSHED)
    assert pages.next(end, 0) is None
    new.close()
    push(old, 2)
    assert np.frombuffer(pages.next(end, 0)[1], "<i2").tolist() == [2]


def test_old_sound_is_forgotten(pages):
    page = pages.add_page()
    end = pages.join()
    say(page, ready=True)
    for number in range(12):
        push(page, *[number] * 16_000)
    last, data = pages.next(end, 0)
    assert last == 12 * 16_000 and KEPT <= len(data) // 2 < KEPT + 16_000
    assert np.frombuffer(data, "<i2")[-1] == 11


def test_why_nothing_comes(pages, monkeypatch):
    page = pages.add_page()
    pages.join()
    assert pages.trouble is None
    say(page, denied="NotAllowedError")
    assert pages.trouble.key == "microphone_allow"
    say(page, ready=True)
    assert pages.trouble is None
    monkeypatch.setattr(browser_microphone, "SILENCE", -1.0)
    assert pages.trouble.key == "microphone_waits"


def test_what_a_phone_feels_goes_beside_what_it_hears():
    pages = BrowserMicrophones()
    sound, motion = pages.of("cat"), pages.of("cat", "motion")
    page = motion.add_page()
    end = motion.join()
    say(page, ready=True)
    page.handle_message({"do": "push"}, b"\1" * 40)
    page.handle_message({"do": "push"}, b"\1" * 30)  # one reading and a half
    page.handle_message({"do": "push"}, b"\1" * 20 * 101)
    assert motion.next(end, 0) == (end + 2, b"\1" * 40) and sound.next(0, 0) is None
    say(page, denied="motionDenied")
    assert motion.trouble.key == "motion_allow"

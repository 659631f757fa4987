"""The studio's log: one record is never so long that it pushes the others out."""

import logging
import sys

from sunmao.server.storage.log_format import MAX_CHARACTERS, BoundedFormatter


def test_both_ends_of_a_long_traceback_stay():
    def fall(depth: int) -> float:
        return fall_on(depth + 1) if depth < 600 else 1 / 0

    def fall_on(depth: int) -> float:  # Python says shortly what repeats itself, but not this
        return fall(depth + 1)

    try:
        fall(0)
    except ZeroDivisionError:
        about = sys.exc_info()
    formatter = BoundedFormatter("%(levelname)s %(message)s")
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "our fault %s", ("1234",), about)
    assert len(logging.Formatter().format(record)) > MAX_CHARACTERS
    text = formatter.format(record)
    assert len(text) < MAX_CHARACTERS + 100
    assert text.startswith("ERROR our fault 1234\nTraceback") and text.endswith("ZeroDivisionError: division by zero")


def test_a_short_record_is_whole():
    record = logging.LogRecord("x", logging.INFO, "f", 1, "hello", (), None)
    assert BoundedFormatter("%(message)s").format(record) == "hello"

"""Validation of the fields of a run's record: a file that anybody may have changed is believed field by field."""

from collections.abc import Callable

from sunmao.protocol.messages import OUTCOMES
from sunmao.server.runs.message_validation import get_finite
from sunmao.server.runs.outcome import get_sentence
from sunmao.server.runs.run import NEXT
from sunmao.server.storage.safe_files import MAX_NUMBER, is_count

BLANK = {
    "state": "lost",
    "started": 0,
    "seconds": 0,
    "code": None,
    "text": None,
    "python": "",
    "lines": [],
    "blocks": {},
    "last_seq": 0,
    "process": {},
}
MAX_PID = 2**31 - 1
MAX_SECONDS = 10**12  # as much as any clock shows


def select_valid_fields(record: dict) -> dict:
    """The fields of a record that have values of their type; with the sentence of a damaged one where others were there."""
    valid = {name: record[name] for name, fits in FIELDS.items() if name in record and fits(record[name])}
    odd = any(name in record and name not in valid for name in FIELDS)
    return valid | {"text": get_sentence("damaged")} if odd and not valid.get("text") else valid


def is_time(value: object) -> bool:
    """Whether it is a number of seconds from 0 on."""
    number = get_finite(value)
    return number is not None and 0 <= number <= MAX_SECONDS


def is_text(value: object) -> bool:
    """Whether it is a sentence in both languages."""
    return isinstance(value, dict) and all(isinstance(value.get(lang), str) for lang in ("zh", "en"))


def is_process(value: object) -> bool:
    """Whether it tells a process that can be looked for, or none."""
    if not isinstance(value, dict):
        return False
    pid = value.get("pid")
    known = is_count(pid) and 0 < pid <= MAX_PID and is_time(value.get("began")) and isinstance(value.get("mark"), str)
    return known or not value


def is_line_list(value: object) -> bool:
    """Whether it says of each line of a program of which block it is."""
    return isinstance(value, list) and all(each is None or isinstance(each, str) for each in value)


def is_block_map(value: object) -> bool:
    """Whether it says of each block which lines it has."""
    return isinstance(value, dict) and all(
        isinstance(each, list) and len(each) == 2 and all(map(is_count, each)) for each in value.values()
    )


FIELDS: dict[str, Callable[[object], bool]] = {
    "state": lambda value: isinstance(value, str) and value in {*NEXT, *OUTCOMES},
    "started": is_time,
    "seconds": is_time,
    "code": lambda value: value is None or (type(value) is int and abs(value) <= MAX_NUMBER),
    "text": lambda value: value is None or is_text(value),
    "python": lambda value: isinstance(value, str),
    "lines": is_line_list,
    "blocks": is_block_map,
    "last_seq": is_count,
    "process": is_process,
}

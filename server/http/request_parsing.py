"""Reading what a page sends. No whole number is larger than a browser knows: what is behind could not hold it."""

from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.routing import IntegerConverter, Map

from sunmao.blocks.vocabulary import Language
from sunmao.server.errors import HttpProblem
from sunmao.server.storage import deep_json
from sunmao.server.storage.safe_files import MAX_NUMBER, is_count


def read_json() -> dict:
    """The JSON object of the request. Raises HttpProblem 415 for another type, 400 for anything but one object; too
    large:
    413.
    """
    if request.mimetype != "application/json":
        raise HttpProblem(415, "needs_json")
    data = request.get_data()
    most = request.max_content_length
    if most is not None and len(data) >= most:
        raise RequestEntityTooLarge()  # without a length werkzeug stops reading there and says nothing
    try:
        return deep_json.load_object(data)
    except ValueError:
        raise HttpProblem(400, "needs_json") from None


class BoundedInteger(IntegerConverter):
    """The whole numbers in addresses, `<int:…>`: an address with a larger one is unknown (404)."""

    regex = r"\d{1,16}"

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=MAX_NUMBER)


def take_value(data: dict, name: str, kind: type, default: Any = None) -> Any:
    """The value of `name`, of that type. Raises HttpProblem 400; without a default it must be there."""
    value = data.get(name, default)
    if type(value) is not kind or (type(value) is int and abs(value) > MAX_NUMBER):
        raise HttpProblem(400, "bad_value", name=name)
    return value


def take_texts(data: dict, name: str, most: int | None = None, default: list[str] | None = None) -> list[str]:
    """The list of texts `name`, at most so many. Raises HttpProblem 400; without a default it must be there."""
    texts = take_value(data, name, list, default)
    if (most is not None and len(texts) > most) or not all(isinstance(text, str) for text in texts):
        raise HttpProblem(400, "bad_value", name=name)
    return texts


def take_version(data: dict) -> int | None:
    """The version that a page has seen, None for any. Raises HttpProblem 400."""
    seen = data.get("seen")
    if seen is not None and not is_count(seen):
        raise HttpProblem(400, "bad_value", name="seen")
    return seen


def parse_whole(name: str, default: Any = None) -> Any:
    """A whole number of the query, from 0 on; the default where there is none. Raises HttpProblem 400."""
    text = request.args.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 17 and is_count(int(text))):
        raise HttpProblem(400, "bad_value", name=name)
    return int(text)


def parse_number(name: str, kind: type, least: float, most: float, default: Any) -> Any:
    """A number of the query, from `least` to `most`. Raises HttpProblem 400."""
    try:
        value = kind(request.args.get(name, default))
    except ValueError:
        value = None
    if value is None or not least <= value <= most:
        raise HttpProblem(400, "bad_value", name=name)
    return value


def parse_flag(name: str) -> bool:
    """Whether the query says `name=1`."""
    return request.args.get(name) == "1"


def receive_file(name: str, most: int) -> FileStorage:
    """A file of the request's form, at most so many bytes. Raises HttpProblem 400."""
    request.max_content_length = most
    try:
        file = request.files.get(name)
    except ClientDisconnected:
        file = None
    if file is None:
        raise HttpProblem(400, "not_complete")
    return file


def take_language(data: Any) -> Language:
    """'zh' or 'en' out of a request's JSON or query."""
    lang = data.get("lang", "zh")
    if lang not in ("zh", "en"):
        raise HttpProblem(400, "bad_value", name="lang")
    return lang

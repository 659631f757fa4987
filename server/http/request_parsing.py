"""Reading what a page sends."""

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from sunmao.server.http.errors import HttpProblem
from sunmao.server.storage import deep_json
from sunmao.server.storage.file_names import is_safe


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


def take_value(data: dict, name: str, kind: type, default=None):
    """The value of `name`, of that type. Raises HttpProblem 400; without a default it must be there."""
    value = data.get(name, default)
    if type(value) is not kind:
        raise HttpProblem(400, "bad_value", name=name)
    return value


def take_language(data) -> str:
    """'zh' or 'en' out of a request's JSON or query."""
    lang = data.get("lang", "zh")
    if lang not in ("zh", "en"):
        raise HttpProblem(400, "bad_value", name="lang")
    return lang


def require_safe_name(name: str) -> str:
    """One component of an address that names a file. Raises HttpProblem 404."""
    if not is_safe(name):
        raise HttpProblem(404, "no_file")
    return name

"""The requests of a page are read, or refused by the name of the value that does not fit."""

import io

import pytest
from flask import Flask
from werkzeug.exceptions import RequestEntityTooLarge

from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import (
    BoundedInteger,
    parse_flag,
    parse_number,
    parse_whole,
    read_json,
    receive_file,
    take_language,
    take_texts,
    take_value,
    take_version,
)
from sunmao.server.storage.safe_files import MAX_NUMBER

APP = Flask(__name__)
APP.url_map.converters["int"] = BoundedInteger
APP.add_url_rule("/n/<int:n>", "n", lambda n: str(n))


def _refuse(status: int, function, *arguments) -> HttpProblem:
    with pytest.raises(HttpProblem) as caught:
        function(*arguments)
    assert caught.value.status == status
    return caught.value


def _post(data: bytes, kind: str = "application/json"):
    return APP.test_request_context(method="POST", data=data, content_type=kind)


def test_one_object():
    with _post(b'{"a": 1}'):
        assert read_json() == {"a": 1}


@pytest.mark.slow
@pytest.mark.parametrize("data", [b"", b"[1]", b"3", b"{", b"\xff", b"[" * 100_000])
def test_anything_but_an_object(data):
    with _post(data):
        _refuse(400, read_json)


def test_another_type_and_too_much():
    with _post(b"{}", "text/plain"):
        _refuse(415, read_json)
    with _post(b'{"a": 1}') as context, pytest.raises(RequestEntityTooLarge):
        context.request.max_content_length = 8
        read_json()


def test_values_of_a_type():
    data = {"n": 3, "t": "a", "yes": True, "large": MAX_NUMBER + 1, "least": -MAX_NUMBER - 1}
    assert take_value(data, "n", int) == 3 and take_value(data, "none", int, 5) == 5
    for name, kind in (("n", str), ("t", int), ("yes", int), ("none", int), ("large", int), ("least", int)):
        assert _refuse(400, take_value, data, name, kind).more == {"parameter": name}


def test_lists_of_texts():
    assert take_texts({"a": ["x", "y"]}, "a", 2) == ["x", "y"] and take_texts({}, "a", 2, []) == []
    for data in ({"a": ["x", "y", "z"]}, {"a": ["x", 3]}, {"a": "x"}, {}):
        _refuse(400, take_texts, data, "a", 2)


def test_versions_and_languages():
    assert take_version({"seen": 3}) == 3 and take_version({}) is take_version({"seen": None}) is None
    for seen in (-1, "3", True, 2.0):
        _refuse(400, take_version, {"seen": seen})
    assert take_language({"lang": "en"}) == "en" and take_language({}) == "zh"
    _refuse(400, take_language, {"lang": "fr"})


def test_the_query():
    with APP.test_request_context(f"/?n=12&f=1&x=0.5&big={MAX_NUMBER}"):
        assert parse_whole("n") == 12 and parse_whole("none", 7) == 7 and parse_whole("big") == MAX_NUMBER
        assert parse_flag("f") and not parse_flag("n") and not parse_flag("none")
        assert parse_number("x", float, 0, 1, 0) == 0.5 and parse_number("none", float, 0, 1, 0.25) == 0.25
        _refuse(400, parse_number, "n", int, 0, 11, 0)
        _refuse(400, parse_number, "x", int, 0, 1, 0)


@pytest.mark.parametrize("text", ["-1", "1.0", "a", "", "٣", "9" * 17, str(MAX_NUMBER + 1)])
def test_no_whole_number_in_the_query(text):
    with APP.test_request_context(query_string={"n": text}):
        _refuse(400, parse_whole, "n")


def test_whole_numbers_in_addresses():
    client = APP.test_client()
    assert client.get(f"/n/{MAX_NUMBER}").text == str(MAX_NUMBER)
    assert client.get(f"/n/{MAX_NUMBER + 1}").status_code == client.get(f"/n/{'9' * 30}").status_code == 404


def test_a_file_of_a_form():
    with APP.test_request_context(method="POST", data={"file": (io.BytesIO(b"abc"), "a.txt")}):
        assert receive_file("file", 10_000).read() == b"abc"
    with APP.test_request_context(method="POST", data={"other": "x"}):
        _refuse(400, receive_file, "file", 10_000)

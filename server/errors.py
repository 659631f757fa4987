"""Errors over HTTP: one shape, and a sentence in both languages. Without Flask: a job's process raises them, too."""

from pathlib import Path
from typing import Any

from sunmao.errors import SunmaoError
from sunmao.server.texts import get_text
from sunmao.texts import LANGUAGES

PAGE_STYLE = (
    "body{max-width:30em;margin:20vh auto;padding:0 1.5em;font-family:system-ui,sans-serif;background:#f2efe8;color:#1d2530}"
    "h1{font-size:1.3em;line-height:1.6}h1+h1{font-weight:400;color:#475364}"
)


class HttpProblem(Exception):
    """A request that cannot be done. key: a sentence of `texts`; more: further keys of the answer.

    The parameter whose value does not fit is named beside the sentence, as {parameter}: it is a word of the program
    that asks, not of the child who reads.
    """

    def __init__(self, status: int, key: str, *, more: dict | None = None, **params: Any) -> None:
        self.status, self.text, self.more = status, get_text(key, **params), dict(more or {})
        if key == "bad_value":
            self.more["parameter"] = params["name"]
        super().__init__(self.text["en"])


class LocalizedProblem(HttpProblem):
    """A problem that the library has put into words: {'zh': …, 'en': …}."""

    def __init__(self, status: int, sentence: dict) -> None:
        self.status, self.text, self.more = status, sentence, {}
        Exception.__init__(self, sentence["en"])


def make_problem(status: int, error: SunmaoError) -> LocalizedProblem:
    """An error of the library as the answer to a request."""
    return LocalizedProblem(status, {lang: error.text(lang) for lang in LANGUAGES})


def localize_problem(sentence: dict, folder: Path, more: dict | None = None) -> LocalizedProblem:
    """Make a problem of a worker's sentence about files of a project: without the path of its `folder`."""
    root = f"{folder.as_posix()}/"
    problem = LocalizedProblem(422, {lang: text.replace(root, "") for lang, text in sentence.items()})
    problem.more = more or {}
    return problem


def make_page(sentence: dict) -> str:
    """The whole page for who asked for the page and is not let in: one sentence in both languages."""
    return (
        "<!doctype html><html lang='zh-CN'><meta charset='utf-8'><title>Sunmao 榫卯</title>"
        f"<meta name='viewport' content='width=device-width'><style>{PAGE_STYLE}</style>"
        f"<h1>{sentence['zh']}</h1><h1 lang='en'>{sentence['en']}</h1>"
    )


def make_body(status: int, sentence: dict, **more: Any) -> dict:
    """The JSON of every error."""
    return {
        "ok": False,
        "error": sentence["en"],
        "errors": [sentence["en"]],
        "status": status,
        "text": sentence,
        **more,
    }

"""Errors over HTTP: one shape, and a sentence in both languages."""

import errno
import logging
import secrets

from flask import Flask, jsonify, request
from werkzeug.exceptions import HTTPException

from sunmao.core.atomic_files import FULL
from sunmao.server.texts import text

log = logging.getLogger(__name__)

SENTENCES = {404: "not_found", 405: "not_allowed_here", 413: "too_large", 415: "needs_json"}
CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


class Problem(Exception):
    """A request that cannot be done. key: a sentence of `texts`; more: further keys of the answer."""

    def __init__(self, status: int, key: str, *, more: dict | None = None, **params):
        self.status, self.text, self.more = status, text(key, **params), more or {}
        super().__init__(self.text["en"])


class Told(Problem):
    """A problem that the library has put into words: {'zh': …, 'en': …}."""

    def __init__(self, status: int, sentence: dict):
        self.status, self.text, self.more = status, sentence, {}
        Exception.__init__(self, sentence["en"])


def body(status: int, sentence: dict, **more) -> dict:
    """The JSON of every error."""
    return {"ok": False, "error": sentence["en"], "errors": [sentence["en"]], "status": status, "text": sentence, **more}


def install(app: Flask) -> None:
    """Answer every error of this application in the one shape."""
    app.register_error_handler(Problem, lambda error: (jsonify(body(error.status, error.text, **error.more)), error.status))
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(OSError, answer_disk)
    app.register_error_handler(Exception, answer_ours)


def answer_http(error: HTTPException):
    """An error that Flask or werkzeug raised: unknown address, wrong method, too large."""
    if error.code is None or error.code >= 500:
        return answer_ours(error)
    if error.code < 400:
        return error
    return jsonify(body(error.code, text(SENTENCES.get(error.code, "not_understood")))), error.code


def answer_disk(error: OSError):
    """The world: a disk that is full, closed or held by another program."""
    if error.errno in FULL:
        return jsonify(body(507, text("disk_full"))), 507
    if getattr(error, "winerror", None) in (5, 32):
        return jsonify(body(503, text("file_held"))), 503
    if error.errno == errno.ENOENT:
        return jsonify(body(404, text("folder_gone"))), 404
    if error.errno in CLOSED:
        return jsonify(body(403, text("read_only"), reason="read_only")), 403
    if error.errno == errno.EIO:
        return jsonify(body(503, text("not_saved"))), 503
    return answer_ours(error)


def answer_ours(error: Exception):
    """Our own mistake: logged with an id that the page shows."""
    number = secrets.token_hex(4)
    log.exception("our fault %s in %s %r", number, request.method, request.path, exc_info=error)
    return jsonify(body(500, text("our_fault", id=number), id=number)), 500

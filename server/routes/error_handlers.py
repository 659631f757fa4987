"""Handlers of the errors that a request ends with: each becomes an answer in the one shape of `server/errors.py`."""

import errno
import logging
import os
import secrets
from pathlib import Path

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from sunmao.core.atomic_files import FULL
from sunmao.data.edits.log_extent import EditLogTooLong
from sunmao.server.errors import HttpProblem, make_body
from sunmao.server.runs.run_manager import AlreadyRunning
from sunmao.server.storage.safe_files import UnreadableFile, explain_failure, find_closed
from sunmao.server.texts import get_text

log = logging.getLogger(__name__)

SENTENCES = {404: "not_found", 405: "not_allowed_here", 413: "too_large", 415: "needs_json"}
CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
# A folder where a file should be, or the reverse, a loop of links, a pipe that nobody reads.
WRONG_PLACE = {errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY, errno.ELOOP, errno.ENXIO}


def install_handlers(app: Flask) -> None:
    """Answer every error of this application in the one shape."""
    app.register_error_handler(
        HttpProblem, lambda error: (jsonify(make_body(error.status, error.text, **error.more)), error.status)
    )
    app.register_error_handler(
        AlreadyRunning, lambda error: (jsonify(make_body(409, get_text("already_running"), run=error.run)), 409)
    )
    app.register_error_handler(HTTPException, handle_http_error)
    app.register_error_handler(OSError, handle_os_error)
    app.register_error_handler(Exception, handle_bug)


def handle_http_error(error: HTTPException) -> ResponseReturnValue:
    """An error that Flask or werkzeug raised: unknown address, wrong method, too large."""
    if error.code is None or error.code >= 500:
        return handle_bug(error)
    if error.code < 400:
        return error
    return jsonify(make_body(error.code, get_text(SENTENCES.get(error.code, "not_understood")))), error.code


def handle_os_error(error: OSError) -> ResponseReturnValue:
    """The world: a disk that is full, closed or held by another program."""
    name = error.filename2 or error.filename  # of a file that takes the place of another, that place
    path = Path(os.fsdecode(name)) if isinstance(name, (str, bytes, os.PathLike)) else None
    if path is not None and error.errno in CLOSED and is_closed(path):
        error = explain_failure(error, path)
    if isinstance(error, EditLogTooLong):
        return jsonify(make_body(409, get_text("edits_full"))), 409
    if isinstance(error, UnreadableFile):
        status = 403 if error.key == "file_denied" else 409
        return jsonify(make_body(status, error.text)), status
    if error.errno == errno.ENAMETOOLONG:  # so nothing of ours is called so
        return jsonify(make_body(404, get_text("not_found"))), 404
    if error.errno in WRONG_PLACE and path is not None:
        return jsonify(make_body(409, get_text("wrong_place", name=find_culprit(path).name))), 409
    if error.errno in FULL:
        return jsonify(make_body(507, get_text("disk_full"))), 507
    if getattr(error, "winerror", None) in (5, 32):
        return jsonify(make_body(503, get_text("file_held"))), 503
    if error.errno == errno.ENOENT:
        return jsonify(make_body(404, get_text("folder_gone"))), 404
    if error.errno in CLOSED:
        return jsonify(make_body(403, get_text("read_only"), reason="read_only")), 403
    if error.errno == errno.EIO:
        return jsonify(make_body(503, get_text("not_saved"))), 503
    return handle_bug(error)


def is_closed(path: Path) -> bool:
    """Whether this account may not even read what is at `path`, or the folder that holds it."""
    place = find_closed(path)
    return not os.access(place, os.R_OK | (os.X_OK if place.is_dir() else 0))


def find_culprit(path: Path) -> Path:
    """The first on the way to `path` that is no folder, or what stands there itself."""
    return next((each for each in reversed(path.parents) if os.path.lexists(each) and not each.is_dir()), path)


def handle_bug(error: Exception) -> ResponseReturnValue:
    """Our own mistake: logged with an id that the page shows."""
    number = secrets.token_hex(4)
    log.exception("our fault %s in %s %r", number, request.method, request.path, exc_info=error)
    return jsonify(make_body(500, get_text("our_fault", id=number), id=number)), 500

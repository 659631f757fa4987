"""The page itself and its files."""

from pathlib import Path

from flask import Blueprint, send_from_directory

from sunmao import static
from sunmao.server.http.errors import HttpProblem

routes = Blueprint("page", __name__)
DIST = Path(static.__file__).parent / "dist"


@routes.get("/")
def page():
    """The one HTML page; it loads everything else from /assets/."""
    if not (DIST / "index.html").is_file():
        raise HttpProblem(503, "page_not_built")
    return send_from_directory(DIST, "index.html", max_age=0)


@routes.get("/assets/<path:path>")
def asset(path: str):
    """A file of the built page."""
    return send_from_directory(DIST, path, max_age=0)

"""The page itself and its files, packed where the browser can unpack them."""

import mimetypes

from flask import Blueprint, Response, request, send_from_directory
from flask.typing import ResponseReturnValue

from sunmao.server.config import PAGE
from sunmao.server.errors import HttpProblem
from sunmao.server.http.auth_middleware import NEW_KEY

routes = Blueprint("page", __name__)
PACKED = {"br": "br", "gzip": "gz"}  # HTTP's name → ending of the copy that the build makes, the smallest first
# What the page loads, and nobody opens: the page's own policy would be half of what is sent with a small chunk.
NO_DOCUMENTS = (".js", ".css")
YEAR = 365 * 24 * 3600


@routes.get("/")
def page() -> ResponseReturnValue:
    """The one HTML page; it loads everything else from /assets/. After a login it brings the page's key."""
    if not (PAGE / "index.html").is_file():
        raise HttpProblem(503, "page_not_built")
    if key := request.environ.get(NEW_KEY):
        html = (PAGE / "index.html").read_text(encoding="utf-8")
        return Response(html.replace("<head>", f'<head>\n<meta name="page-key" content="{key}">', 1))
    return send_packed("index.html", 0)


@routes.get("/assets/<path:path>")
def asset(path: str) -> ResponseReturnValue:
    """A file of the built page. A chunk is called after its content: the browser need not ask for it again."""
    return send_packed(path, YEAR if path.startswith("chunk-") else 0)


def send_packed(path: str, max_age: int) -> Response:
    """A file of the built page as the browser takes it smallest. max_age: seconds that the browser may keep it."""
    for encoding, ending in PACKED.items():
        # `in` alone would be true for `br;q=0` too.
        if request.accept_encodings.quality(encoding) and (PAGE / f"{path}.{ending}").is_file():
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            response = send_from_directory(PAGE, f"{path}.{ending}", mimetype=kind, max_age=max_age)
            response.headers["Content-Encoding"] = encoding
            break
    else:
        response = send_from_directory(PAGE, path, max_age=max_age)
    response.vary.add("Accept-Encoding")
    if path.endswith(NO_DOCUMENTS):
        response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response

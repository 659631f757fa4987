"""What a page asks first: who we are, the words of the blocks, the settings."""

from functools import cache
from importlib.util import find_spec

from flask import Blueprint, Response, jsonify, request

from ... import __version__
from ..requests import read_json, take_language
from ..studio import studio

routes = Blueprint("session", __name__)


@routes.get("/api/session")
def session():
    """The state of the studio, and the key for the socket."""
    training = find_spec("torch") is not None
    return jsonify(version=__version__, training=training, socket=studio().keys.socket, **studio().settings.read())


@routes.put("/api/settings")
def settings():
    """Change language or level: {lang?, level?}."""
    return jsonify(studio().settings.change(read_json()))


@routes.get("/api/vocabulary")
def vocabulary():
    """All blocks, drawers and messages in one language (`?lang=zh|en`)."""
    response = Response(words(take_language(request.args)), mimetype="application/json")
    response.add_etag()
    return response.make_conditional(request)


@cache
def words(lang: str) -> str:
    """The vocabulary as JSON: it never changes while the server runs."""
    from json import dumps

    from ...blocks.page import vocabulary

    return dumps(vocabulary(lang), ensure_ascii=False, separators=(",", ":"))

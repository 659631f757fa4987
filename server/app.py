"""The application factory: everything that answers, behind the gate."""

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_socketio import SocketIO

from ..codegen import deep_json
from . import errors
from .gate import Gate
from .keys import Keys
from .models import Models
from .projects import OWN, Projects
from .routes import BLUEPRINTS
from .runs import Runs
from .settings import Settings
from .shelf import Shelf
from .sockets import Pages
from .studio import Start, Studio
from .trying.host import Trying
from .uploads import Request

JSON_LIMIT = 8 * 1024 * 1024
SOCKET_LIMIT = 64 * 1024  # pages send small messages only; workspaces and pictures go by HTTP


def create_app(start: Start, keys: Keys | None = None) -> Flask:
    """The WSGI application of a studio that listens at `start.port`."""
    from ..codegen import compile_workspace

    keys = keys or Keys()
    app = Flask("sunmao", static_folder=None)
    app.debug = False  # whatever FLASK_DEBUG says: the debugger would run code for any visitor
    app.config["MAX_CONTENT_LENGTH"] = JSON_LIMIT
    app.json = Json(app)
    app.request_class = Request
    projects = Projects(start.projects, compile_workspace)
    settings = Settings(start.projects / OWN / "settings.json")
    # The gate has checked the origin already; engine.io's own check believes X-Forwarded-Host.
    socketio = SocketIO(app, async_mode="threading", cors_allowed_origins=[], max_http_buffer_size=SOCKET_LIMIT, manage_session=False)
    pages = Pages(socketio)
    runs = Runs(on_events=pages.on_events, on_run=pages.on_run)
    models = Models()
    shelf = Shelf(start.projects / OWN / "shelf", models)
    studio = app.extensions["sunmao"] = Studio(start, keys, projects, settings, runs, models, shelf, Trying())
    pages.install(studio)
    errors.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.wsgi_app = Gate(app.wsgi_app, keys, start.port)
    return app


class Json(DefaultJSONProvider):
    """Answers keep the order of their keys, and are ASCII so that half character pairs survive."""

    sort_keys = False
    ensure_ascii = True
    compact = True

    def dumps(self, value, **options) -> str:
        """The JSON text of an answer, also of a workspace that is too deep for Python's own `json`."""
        try:
            return super().dumps(value, **options)
        except RecursionError:
            return deep_json.dumps(value)

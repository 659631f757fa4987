"""The application factory: everything that answers, behind the gate."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_socketio import SocketIO

from sunmao.server.app.socketio_server import PageSockets
from sunmao.server.app.uploads import UploadRequest
from sunmao.server.datasets.dataset_store import DatasetStore
from sunmao.server.datasets.imports.pending_imports import PendingImports
from sunmao.server.datasets.labeling.labeling_worker import LabelingWorker
from sunmao.server.datasets.tables.table_store import TableStore
from sunmao.server.devices import device_topics
from sunmao.server.devices.bridge_tickets import BridgeTickets
from sunmao.server.devices.worker_host import WorkerHost
from sunmao.server.engine import engine_topic
from sunmao.server.engine.backend_installers import BackendInstallers
from sunmao.server.engine.extras import ExtraInstallers
from sunmao.server.engine.installer import EngineInstaller
from sunmao.server.http.auth_middleware import SOCKET, AuthMiddleware, send_refusal
from sunmao.server.http.live_topics import LiveTopics
from sunmao.server.http.page_clients import PageClients
from sunmao.server.http.page_packets import PAGE_JSON, PagePacket, PageWebSocket, check_posted_packets
from sunmao.server.http.request_parsing import BoundedInteger
from sunmao.server.http.sessions import SessionStore
from sunmao.server.http.url_rule import LazyUrlRule
from sunmao.server.inference.model_pool import InferencePool
from sunmao.server.jobs.jobs import JobRunner
from sunmao.server.models.model_files import ModelFiles
from sunmao.server.models.model_library import ModelLibrary
from sunmao.server.projects.import_progress import ImportRegistry
from sunmao.server.projects.project_store import OWN, ProjectStore
from sunmao.server.routes import BLUEPRINTS, error_handlers
from sunmao.server.runs.run_manager import RunManager
from sunmao.server.settings import Settings
from sunmao.server.stage import stage_topic
from sunmao.server.storage import deep_json
from sunmao.server.studio import Studio, StudioConfig

JSON_LIMIT = 8 * 1024 * 1024
SOCKET_LIMIT = 64 * 1024  # pages send small messages only; workspaces and pictures go by HTTP
SOCKETS = 96  # connections of pages, each with threads of its own


def create_app(config: StudioConfig, sessions: SessionStore | None = None) -> Flask:
    """The WSGI application of a studio that listens at `config.port`. sessions: who is logged in on this computer."""
    from sunmao.server.programs.compile_workspace import compile_and_explain

    app = make_flask_app()
    projects = ProjectStore(config.projects, compile_and_explain)
    settings = Settings(config.projects / OWN / "settings.json")
    socketio = make_socketio(app)
    pages = PageSockets(socketio)
    boards = WorkerHost(
        "sunmao.server.devices.boards.process", environment={"SUNMAO_OWN": str((config.projects / OWN).resolve())}
    )
    cameras = WorkerHost("sunmao.server.devices.cameras.process")
    microphones = WorkerHost("sunmao.server.devices.microphones.process")
    bridges = BridgeTickets(
        {"boards": boards, "cameras": cameras, "microphones": microphones},
        lambda project: projects.get(project).title,
    )
    engine, extras = EngineInstaller(), ExtraInstallers()
    runs = RunManager(pages.on_events, pages.on_run, bridges=bridges, engine=engine, extras=extras)
    models = ModelFiles()
    model_library = ModelLibrary(config.projects / OWN / "shelf", models)
    datasets = DatasetStore(config.projects, JobRunner(config.projects))
    studio = app.extensions["sunmao"] = Studio(
        config=config,
        projects=projects,
        settings=settings,
        runs=runs,
        models=models,
        model_library=model_library,
        inference=InferencePool(engine=engine),
        page_clients=PageClients(app, socketio),
        boards=boards,
        cameras=cameras,
        microphones=microphones,
        datasets=datasets,
        pending_imports=PendingImports(datasets),
        table_files=TableStore(datasets.jobs),
        imports=ImportRegistry(),
        engine=engine,
        extras=extras,
        backends=BackendInstallers(),
        labeling=LabelingWorker(),
    )
    datasets.on_change = lambda place: studio.page_clients.notify_data(place.project, place.name)
    pages.install(studio)
    device_topics.register_topics()
    engine_topic.register_topic()
    stage_topic.register_topic()
    error_handlers.install_handlers(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.wsgi_app = AuthMiddleware(  # type: ignore[method-assign]  # Flask's way to add a middleware
        LiveTopics(limit_sockets(check_posted_packets(app.wsgi_app, SOCKET_LIMIT), socketio), studio),
        sessions or SessionStore(),
        config.port,
    )
    return app


def make_flask_app() -> Flask:
    """Make the application without anything that answers."""
    app = Flask("sunmao", static_folder=None)
    app.debug = False  # whatever FLASK_DEBUG says: the debugger would run code for any visitor
    app.config["MAX_CONTENT_LENGTH"] = JSON_LIMIT
    app.json = AsciiJsonProvider(app)
    app.request_class = UploadRequest
    app.url_rule_class = LazyUrlRule
    app.url_map.converters["int"] = BoundedInteger
    return app


def make_socketio(app: Flask) -> SocketIO:
    """Make the sockets of pages. What a page says is heard in the order in which it says it: with a thread for each
    message there would be 10,000 a second.
    """
    # The gate has checked the origin already; engine.io's own check believes X-Forwarded-Host.
    socket_log = logging.getLogger("sunmao.sockets")  # else they would write to the terminal
    socket_log.setLevel(logging.ERROR)  # anything less is a line for each packet
    socketio = SocketIO(
        app,
        async_mode="threading",
        async_handlers=False,
        cors_allowed_origins=[],
        max_http_buffer_size=SOCKET_LIMIT,
        manage_session=False,
        logger=socket_log,
        engineio_logger=socket_log,
        serializer=PagePacket,
        json=PAGE_JSON,
    )
    connections = socketio.server.eio
    # The only way to look at a packet before it does.
    connections._async = {**connections._async, "websocket": PageWebSocket}
    return socketio


def limit_sockets(app: Any, socketio: SocketIO) -> Callable[[dict[str, Any], Callable], Iterable[bytes]]:
    """The application, with at most `SOCKETS` sockets: engine.io itself counts none, not even those that never name
    their key.
    """

    def inner(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        new = environ.get("PATH_INFO", "").startswith(SOCKET) and "sid=" not in environ.get("QUERY_STRING", "")
        # engine.io forgets closed ones after a while only.
        if new and sum(not each.closed for each in list(socketio.server.eio.sockets.values())) >= SOCKETS:
            return send_refusal(start_response, 503, "too_many_pages")
        return app(environ, start_response)

    return inner


class AsciiJsonProvider(DefaultJSONProvider):
    """Answers keep the order of their keys, and are ASCII so that half character pairs survive."""

    sort_keys = False
    ensure_ascii = True
    compact = True

    def dumps(self, value: Any, **options: Any) -> str:  # type: ignore[override]  # whatever the provider calls it
        """The JSON text of an answer, also of a workspace that is too deep for Python's own `json`."""
        try:
            return super().dumps(value, **options)
        except RecursionError:
            return deep_json.dumps(value)

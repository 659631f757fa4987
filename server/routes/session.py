"""Routes that a page asks first: who we are, the words of the blocks, the settings."""

import gzip
import json
from dataclasses import asdict
from functools import cache

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from sunmao import __version__
from sunmao.blocks.vocabulary import Language, Vocabulary
from sunmao.cluster.cluster_address import read_names
from sunmao.protocol.messages import PROTOCOL_VERSION
from sunmao.server.answers import answers
from sunmao.server.answers.session import ClusterRoom, DoctorReport, Example, SessionJson, SettingsJson
from sunmao.server.doctor.report import diagnose
from sunmao.server.engine.cluster_room import look_at_cluster
from sunmao.server.errors import HttpProblem
from sunmao.server.examples.catalog import list_examples
from sunmao.server.http.page_clients import get_device_name
from sunmao.server.http.request_parsing import parse_flag, read_json, take_language
from sunmao.server.http.sessions import read_clock
from sunmao.server.studio import get_studio

routes = Blueprint("session", __name__)


@routes.get("/api/session")
@answers(SessionJson)
def session() -> ResponseReturnValue:
    """The state of the studio, the protocol that it speaks, and the clock by which signed addresses end."""
    engine = get_studio().engine
    return jsonify(
        version=__version__,
        protocol=PROTOCOL_VERSION,
        training=engine.is_ready(),
        engine=engine.status.as_dict(),
        clock=read_clock(),
        device=get_device_name(),
        **get_studio().settings.read(),
    )


@routes.put("/api/settings")
@answers(SettingsJson)
def settings() -> ResponseReturnValue:
    """Change language or level: {lang?, level?}."""
    return jsonify(get_studio().settings.change(read_json()))


@routes.get("/api/clusters")
@answers(list[str])
def clusters() -> ResponseReturnValue:
    """The names of the clusters that `sunmao cluster name` has given on this computer; their addresses stay here."""
    return jsonify(list(read_names()))


@routes.get("/api/clusters/<cluster>")
@answers(ClusterRoom)
def cluster_room(cluster: str) -> ResponseReturnValue:
    """Ask a cluster what it has, and how many trainings there have not ended. 404: there is no such name."""
    if cluster not in read_names():
        raise HttpProblem(404, "no_cluster")
    return jsonify(look_at_cluster(cluster))


@routes.get("/api/examples")
@answers(list[Example])
def index() -> ResponseReturnValue:
    """The examples for the home page."""
    return jsonify([example.make_card() for example in list_examples().values()])


@routes.get("/api/doctor")
@answers(DoctorReport)
def doctor() -> ResponseReturnValue:
    """Diagnose what works on this computer and what does not; `?again=1` tries everything anew."""
    found = diagnose(get_studio().config.projects, parse_flag("again"))
    return jsonify(findings=[asdict(each) for each in found])


@routes.get("/api/vocabulary")
@answers(Vocabulary)
def vocabulary() -> ResponseReturnValue:
    """All blocks, drawers and messages in one language (`?lang=zh|en`)."""
    lang, packed = take_language(request.args), request.accept_encodings.quality("gzip") > 0
    response = Response((pack_vocabulary if packed else make_vocabulary_json)(lang), mimetype="application/json")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.add_etag()
    return response.make_conditional(request)


@cache
def pack_vocabulary(lang: Language) -> bytes:
    """The same, packed by gzip."""
    return gzip.compress(make_vocabulary_json(lang).encode(), mtime=0)


@cache
def make_vocabulary_json(lang: Language) -> str:
    """The vocabulary as JSON: it never changes while the server runs."""
    # Late: the page's words take longer to import than the rest of the server.
    from sunmao.blocks import blockly_definitions

    return json.dumps(blockly_definitions.make_vocabulary(lang), ensure_ascii=False, separators=(",", ":"))

"""Requests made by chance: mostly right, so that they reach a handler, each with something wrong in one place or more."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from urllib.parse import quote

from hypothesis import strategies as st
from werkzeug.routing import Rule

from benchmarks.fuzzing.routes import EVENTS, HOLES, ROUTES, TOPICS, RouteInput

# Beside HTTP's methods: an event of the socket, packets of a page that polls, a live topic with what a page says.
EVENT, POLL, LIVE = "EVENT", "POLL", "LIVE"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
JSON, FORM = "application/json", "multipart/form-data"
TYPES = (
    JSON,
    "image/png",
    "image/jpeg",
    "text/plain",
    "application/x-www-form-urlencoded",
    FORM,
    "",
    "application/JSON;",
    ";;=",
    "\u00ff/\u00ff",
)
GATES = ("no cookie", "wrong cookie", "no key", "no header", "foreign host", "foreign origin", "cross-site")
HEADERS = (
    ("Range", "bytes=0-9"),
    ("Range", "bytes=9-0,-1,x"),
    ("If-None-Match", '"x", *'),
    ("If-Modified-Since", "Thu, 99 Foo 9999 99:99:99 GMT"),
    ("If-Range", "\u00ff"),
    ("Content-Encoding", "gzip"),
    ("X-Forwarded-Host", "evil.example"),
    ("X-HTTP-Method-Override", "DELETE"),
    ("Accept-Language", "\u00ff" * 300),
    ("Cookie", "a=\x01; =; ;;"),
    ("Expect", "100-continue"),
    ("Transfer-Encoding", "chunked"),
)
HOSTILE = (
    *("", " ", ".", "..", "../..", "..%2f", "a/b", "/", "//host/x", "\\", "C:x", "x::$DATA", "CON", "nul.txt", "~"),
    *("\x00", "a\x00b", "\n", "\r\nX: y", "\x1b[2J", "\u2028", "e\u0301", "💥", "张三", "@half", "-rf", "*", "%s%n"),
    *("{0}", "${x}", "__proto__", "<script>", "'; --", ".sunmao", "runs", "main.py", "a" * 300, "é" * 130, "a/" * 500),
    *("0", "-1", "1.5", "01", "٣", "²", "1_0", "+1", "nan", "@infinite", "@huge", "@long", "null", "true"),
)
ATOMS = (None, True, False, 0, 1, -1, 1.5, 1e308, 2**63, "", [], {}, [[]], [1], ["a"], [None], {"a": 1}, "a", "1")
ODD = ("@nan", "@infinite", "@huge", "@big", "@long", "@deep", "@endless", "@half", "@twice")
WORDS = ("plugged", "pin", "value", "distance", "climate", "reset", "write", "end")  # of a page at a live topic
FILES = ("@png", "@jpeg", "@dataset_zip", "@project_zip", "@film", "@empty", "@noise")
LEAVING = ("1", "41")  # packets after which a page is not there any more
HEADS = (
    *("", "4", "42", "42/x,", "420", "45-", "451-", "46", "461-1", "43", "4399", "44", "47", "4x", "40", "40/x,"),
    *("0", "2", "2probe", "3", "5", "6", "7", "x", "b", "b2==", "42" + "1" * 500, *LEAVING),
)
HOLE = re.compile(r"<(?:\w+:)?(\w+)>")

texts = st.sampled_from(HOSTILE) | st.text(max_size=8).filter(lambda text: not text.startswith(("/", "\\")))
wrong = st.one_of(
    st.sampled_from(ATOMS),
    st.sampled_from(ODD),
    texts,
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(texts | st.sampled_from(ATOMS), max_size=3),
    st.dictionaries(st.text(max_size=4), st.sampled_from(ATOMS), max_size=3),
)


@dataclass(frozen=True)
class FuzzedRequest:
    """A request that can be told in one line of JSON.

    path: quoted, with its query and with marks; body: {'kind': 'json' | 'form' | 'file', 'value', 'files'}; flaws: what
    is done to the bytes of the body: {'cut': bytes that are left, 'flip': [[place, byte]], 'length': added to its
    length, 'head': what an event's packet begins with}; gate: what is wrong for the gate.
    """

    method: str
    path: str
    body: dict | None = None
    type: str | None = None
    headers: list = field(default_factory=list)
    flaws: dict = field(default_factory=dict)
    gate: str = ""

    def dump(self) -> str:
        """As JSON."""
        return json.dumps({name: value for name, value in asdict(self).items() if value not in (None, "", [], {})})

    @classmethod
    def load(cls, said: dict) -> "FuzzedRequest":
        """From what `dump` wrote, parsed."""
        return cls(**said)


def make_requests(rules: Iterable[Rule]) -> st.SearchStrategy[FuzzedRequest]:
    """Requests for all rules of an application. Raises KeyError for a route that `routes.ROUTES` does not know."""
    rows = [(rule, ROUTES[rule.endpoint]) for rule in rules]
    drawn = [row for row in rows for _ in range(row[1].share)]
    return st.sampled_from(drawn).flatmap(lambda row: make_request(*row))


@st.composite
def make_request(draw, rule: Rule, fits: RouteInput) -> FuzzedRequest:
    """A request for one route."""
    method = draw(st.sampled_from(METHODS)) if is_rare(draw, 12) else min(rule.methods - {"HEAD", "OPTIONS"})
    body, kind = None, None
    if fits.kind or is_rare(draw, 20):
        body, kind = draw_body(draw, fits)
    return FuzzedRequest(
        method,
        draw_path(draw, rule.rule, fits.holes) + draw_query(draw, fits.query),
        body,
        draw(st.sampled_from(TYPES)) if is_rare(draw, 15) else kind,
        draw(st.lists(st.sampled_from(HEADERS).map(list), max_size=2)) if is_rare(draw, 10) else [],
        draw_flaws(draw) if body and is_rare(draw, 8) else {},
        draw(st.sampled_from(GATES)) if is_rare(draw, 10) else "",
    )


def draw_path(draw, rule: str, own: dict) -> str:
    """An address with something in each hole; marks stay."""

    def fill(hole: re.Match) -> str:
        value = draw(texts) if is_rare(draw, 8) else draw(st.sampled_from(own.get(hole[1]) or HOLES[hole[1]]))
        return quote(value, safe="@/" if "path:" in hole[0] or is_rare(draw, 4) else "@", errors="surrogatepass")

    return HOLE.sub(fill, rule)


def draw_query(draw, fits: dict) -> str:
    """Some of the names of a query, with values that fit or do not; sometimes a name twice, or a name of nobody."""
    rows = []
    for name, values in fits.items():
        for _ in range(draw(st.sampled_from((0, 1, 1, 1, 1, 2)))):
            rows.append((name, draw(texts) if is_rare(draw, 4) else draw(st.sampled_from(values))))
    if is_rare(draw, 12):
        rows.append((draw(texts), draw(texts)))
    pairs = (tuple(quote(text, safe="@", errors="surrogatepass") for text in row) for row in rows)
    return "?" * bool(rows) + "&".join(f"{name}={value}" for name, value in pairs)


def draw_body(draw, fits: RouteInput) -> tuple[dict, str]:
    """A body and its type: one of the kinds that the route takes, with fields that fit or do not."""
    if is_rare(draw, 20):
        return {"kind": "json", "value": draw(wrong)}, JSON
    if fits.kind == "picture":
        return {"kind": "file", "value": draw(st.sampled_from(("@png", "@jpeg", *FILES)))}, "image/png"
    value = draw_fields(draw, fits.body)
    if fits.files and (fits.kind == "form") == (not is_rare(draw, 2 if fits.body else 8)):
        files = [
            [name, draw(texts), draw(st.sampled_from(FILES if is_rare(draw, 4) else good))]
            for name, good in fits.files.items()
            for _ in range(draw(st.sampled_from((0, 1, 1, 2))))
        ]
        return {"kind": "form", "value": value, "files": files}, FORM
    return {"kind": "json", "value": value}, JSON


def draw_fields(draw, fits: dict) -> dict:
    """The known fields of a body: as they fit, of another type, or not there at all."""
    value = {}
    for name, good in fits.items():
        if is_rare(draw, 6):
            value[name] = draw(wrong)
        elif not is_rare(draw, 8):
            value[name] = draw(st.sampled_from(good))
            value[name] = spoil(draw, value[name]) if is_rare(draw, 6) else value[name]
    if is_rare(draw, 10):
        value[draw(st.text(max_size=6))] = draw(wrong)
    return value


def spoil(draw, value):
    """A value with something wrong in one place of it; one that holds nothing stays as it is."""
    if isinstance(value, dict) and value:
        name = draw(st.sampled_from(sorted(value)))
        return {**value, name: draw_inner(draw, value[name])}
    if isinstance(value, list) and value:
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], draw_inner(draw, value[place]), *value[place + 1 :]]
    return value


def draw_inner(draw, value):
    """Something wrong in the place of an inner value, or deeper in it."""
    return draw(wrong) if is_rare(draw, 2) or not isinstance(value, (dict, list)) else spoil(draw, value)


def draw_flaws(draw) -> dict:
    """Draw the damage that is done to the bytes of a body."""
    kind = draw(st.sampled_from(("cut", "flip", "length")))
    if kind == "cut":
        return {kind: draw(st.integers(0, 400))}
    if kind == "length":
        return {kind: draw(st.sampled_from((-10, -1, 1, 10, 10**6, 10**12)))}
    return {
        kind: draw(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)).map(list), min_size=1, max_size=4))
    }


@st.composite
def make_events(draw) -> FuzzedRequest:
    """An event of the socket: what a page says, or as much as a stranger makes of it."""
    name = draw(st.sampled_from(sorted(EVENTS)))
    arguments = [draw_fields(draw, EVENTS[name])] if EVENTS[name] else []
    if is_rare(draw, 8):
        arguments = draw(st.lists(wrong, max_size=3))
    event = draw(texts) if is_rare(draw, 12) else name
    flaws = {"head": draw(st.sampled_from(HEADS))} if is_rare(draw, 6) else {}
    body = {"kind": "json", "value": arguments}
    return FuzzedRequest(POLL if is_rare(draw, 10) else EVENT, event, body, flaws=flaws)


@st.composite
def make_live_topics(draw) -> FuzzedRequest:
    """A live topic, and what a page says there: words with the right names, or bytes ('@png')."""
    topic = draw(texts) if is_rare(draw, 8) else draw(st.sampled_from(TOPICS))
    words = st.fixed_dictionaries({}, optional=dict.fromkeys(WORDS, wrong))
    said = st.one_of(words.map(lambda word: {"send": word}), st.just({"ack": True}), st.sampled_from(FILES), wrong)
    query = f"/live?topic={quote(topic, safe='@:', errors='surrogatepass')}"
    return FuzzedRequest(LIVE, query, {"kind": "json", "value": draw(st.lists(said, max_size=6))})


def is_rare(draw, of: int) -> bool:
    """True once in so many times."""
    return draw(st.integers(1, of)) == of

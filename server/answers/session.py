"""The studio itself: who it is, its engine, its address for other devices, its diagnosis and its examples."""

from typing import Literal, TypedDict

from sunmao.blocks.vocabulary import Language, Level
from sunmao.protocol.messages import Text

EngineState = Literal["ready", "absent", "planning", "fetching", "installing", "paused", "failed"]


class EngineStatusJson(TypedDict):
    """Progress of installing the training engine. done, total: bytes, 0 for unknown; speed: bytes a second; seconds:
    that are left; installed, packages: how many of how many; reason: of a failure; possible: whether the studio can
    install it.
    """

    state: EngineState
    build: str
    done: int
    total: int
    speed: float
    seconds: float | None
    installed: int
    packages: int
    reason: Text | None
    possible: bool


class SettingsJson(TypedDict):
    """Language and level of whoever uses the studio; lang: null until one is chosen."""

    lang: Language | None
    level: Level


class SessionJson(SettingsJson):
    """The state of the studio. clock: of the server, in seconds: by it the signatures of addresses end. device: what
    the device that asks is called, a number as long as nobody has named it; empty for the studio's own computer.
    """

    version: str
    protocol: int
    training: bool
    engine: EngineStatusJson
    clock: float
    device: str


class ClusterRoom(TypedDict):
    """The room of a cluster that trains. text: why it takes nothing just now, null where it does; jobs: trainings that
    have not ended, of anybody; processors, cards: of its largest computer.
    """

    text: Text | None
    jobs: int
    processors: int
    cards: int


class AddressRow(TypedDict):
    """An address for other devices. qr: the address of a picture."""

    url: str
    qr: str


class JoinedDevice(TypedDict):
    """A browser that came in by the address for other devices. name: what its user calls it, or a number; agent: what
    it calls itself; began: seconds since 1970.
    """

    id: str
    name: str
    agent: str
    address: str
    began: int


class DeviceName(TypedDict):
    """New name of the device that asks."""

    name: str


class ClosedNetwork(TypedDict):
    """Only this computer reaches the studio. here: this page may change that."""

    open: Literal[False]
    here: bool


class OpenNetwork(TypedDict):
    """Way in which another device reaches the studio. here: this page may change it, and sees who is in."""

    open: Literal[True]
    here: bool
    addresses: list[AddressRow]
    fingerprint: str
    devices: list[JoinedDevice]


NetworkAddress = ClosedNetwork | OpenNetwork


class DoctorFinding(TypedDict):
    """A capability of this computer: it works, or it does not. detail: names and numbers: version, folder, free,
    available …
    """

    id: str
    ok: bool
    level: Literal["ok", "warning", "error"]
    text: Text
    detail: dict[str, str]
    repair: str | None


class DoctorReport(TypedDict):
    """The whole diagnosis."""

    findings: list[DoctorFinding]


class Example(TypedDict):
    """An example on the home page. minutes: how long it takes."""

    id: str
    title: Text
    about: Text
    minutes: int
    colors: list[str]

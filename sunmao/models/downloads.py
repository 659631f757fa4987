"""Files from the network: fetched once, gone on with where they broke off, proven by their SHA-256.

torch.hub and pooch begin anew after a break; huggingface_hub goes on, but only from its own kind of server. A school's
network breaks often, so the few lines that go on are here.
"""

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import cache_folder, display_path, replace
from sunmao.errors import BadModelFile, NoNetwork
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice

ATTEMPTS = 3  # in a row that brought nothing
SECONDS = 20  # of silence that count as a break
CHUNK = 256 * 1024
MEGA = 1_000_000
SOON = 0.3  # seconds between two words on how far it is


@dataclass(frozen=True)
class RemoteFile:
    """File to fetch. file: its name here; sha256: the file's, in hexadecimal, or the beginning of it."""

    url: str
    file: str
    sha256: str

    @property
    def host(self) -> str:
        """The computer that has it."""
        return self.url.split("/")[2]


class _ConnectionBroken(Exception):
    """The network broke off."""


def get_weights_folder() -> Path:
    """Folder of fetched weights; an adult may also put them there."""
    folder = cache_folder() / "weights"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def find_cached(begins: str, ends: str) -> Path | None:
    """A fetched file by its name without the digits before its ending, which must be those of its SHA-256.

    A file without such digits was put there by an adult, who knows what it is.
    """
    for path in get_weights_folder().glob(f"{begins}-*{ends}"):
        if _has_sha256(path, path.name.removeprefix(f"{begins}-").removesuffix(ends)):
            return path
    plain = get_weights_folder() / f"{begins}{ends}"
    return plain if plain.is_file() else None


def fetch(address: RemoteFile) -> Path:
    """The file, from the cache folder, from torch's own, or from the network.

    Raises: NoNetwork (what has come stays and is gone on with next time), BadModelFile when something else came.
    """
    from filelock import FileLock

    path = get_weights_folder() / address.file
    # Two programs that want the same file would write into one another's beginning. The first lock stands for that of
    # the file in `LockOrder`.
    with make_lock(LockOrder.DOWNLOAD), FileLock(f"{path}.lock"):
        if place := find_fetched(address):
            return place
        show_notice("fetching", name=address.file, host=address.host)
        part = path.with_name(path.name + ".part")
        anew = not part.exists()
        if not _complete_download(address, part) and (anew or not _complete_download(address, part)):
            raise BadModelFile("wrong_download", name=address.file, host=address.host)
        replace(part, path)
        show_notice("fetched", name=address.file, path=display_path(path))
        return path


def find_fetched(address: RemoteFile) -> Path | None:
    """The file where it is on this computer already: in the cache folder or in torch's own."""
    places = (get_weights_folder() / address.file, _get_torch_folder() / address.file)
    return next((place for place in places if place.is_file() and _has_sha256(place, address.sha256)), None)


def _complete_download(address: RemoteFile, part: Path) -> bool:
    """Complete the beginning in `part`; thrown away when it is not what was expected."""
    _resume_download(address, part)
    right = _has_sha256(part, address.sha256)
    if not right:
        part.unlink()
    return right


def _resume_download(address: RemoteFile, part: Path) -> None:
    vain = 0
    while vain < ATTEMPTS:
        before = part.stat().st_size if part.exists() else 0
        try:
            return _append(address, part, before)
        except _ConnectionBroken:
            vain = 0 if part.exists() and part.stat().st_size > before else vain + 1
        session.check_stop()
        time.sleep(0.2 * vain)
    raise NoNetwork("no_network", name=address.file, host=address.host, folder=str(get_weights_folder()))


def _append(address: RemoteFile, part: Path, have: int) -> None:
    """Fetch from byte `have` on. Raises _Broken when less came than was announced."""
    answer = _request(address, have)
    if answer is None:
        return
    if answer.status != 206:
        have = 0  # this server does not go on: it sends all
    length = answer.headers.get("Content-Length")
    total, told = None if length is None else have + int(length), time.monotonic()
    with answer, open(part, "ab" if have else "wb") as file:
        while chunk := _read_response(answer):
            file.write(chunk)
            have += len(chunk)
            session.check_stop()
            if total and time.monotonic() - told >= SOON:
                told = time.monotonic()
                session.emit(Progress(done=have // MEGA, total=-(-total // MEGA), unit="megabyte", task="fetch"))
    if total is not None and have < total:
        raise _ConnectionBroken


def _request(address: RemoteFile, have: int) -> Any:
    """The server's answer, or None when nothing lies beyond byte `have`."""
    headers = {"User-Agent": "sunmao", **({"Range": f"bytes={have}-"} if have else {})}
    try:
        return urllib.request.urlopen(urllib.request.Request(address.url, headers=headers), timeout=SECONDS)
    except urllib.error.HTTPError as error:
        if error.code == 416:
            return None
        if error.code < 500:
            raise BadModelFile("no_download", name=address.file, host=address.host, code=error.code) from None
        raise _ConnectionBroken from error
    except (OSError, http.client.HTTPException) as error:
        raise _ConnectionBroken from error


def _read_response(answer: Any) -> bytes:
    # Only what the network does is caught here: a full disk is another matter.
    try:
        return answer.read1(CHUNK)
    except (OSError, http.client.HTTPException) as error:
        raise _ConnectionBroken from error


def _get_torch_folder() -> Path:
    from torch.hub import get_dir

    return Path(get_dir(), "checkpoints")


def _has_sha256(path: Path, sha256: str) -> bool:
    with open(path, "rb") as file:
        return bool(sha256) and hashlib.file_digest(file, "sha256").hexdigest().startswith(sha256.lower())

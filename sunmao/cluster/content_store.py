"""Files by their contents: each is kept once, under the SHA-256 of its bytes, so that none is sent twice."""

import hashlib
import json
import math
import os
import re
import shutil
import struct
import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from sunmao.core.atomic_files import new_file, replace, sync_tree, write_with_parents
from sunmao.errors import ClusterError

ADDRESS = re.compile(r"[0-9a-f]{64}")
PIECE = 1024 * 1024  # bytes read at once
HEAD = struct.Struct(">I")  # the length of a pack's list
MAX_HEAD = 16 * 1024 * 1024  # bytes
PACK = 32 * 1024 * 1024  # bytes of one pack, unless a single file is larger


def compute_address(data: bytes) -> str:
    """The address of some bytes: their SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class ContentStore:
    """A folder of contents. Several processes may use it: a content appears complete or not at all.

    Example:
        >>> from tempfile import mkdtemp
        >>> store = ContentStore(Path(mkdtemp()))
        >>> store.read(store.add_bytes(b'hello'))
        b'hello'
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def get_path(self, address: str) -> Path:
        """Return the path that a content has or would have. Raises ClusterError for what is no address."""
        if not ADDRESS.fullmatch(address):
            raise ClusterError("cluster_bad_content")
        return self.folder / address[:2] / address[2:]

    def has(self, address: str) -> bool:
        """Whether a content is there."""
        return self.get_path(address).is_file()

    def find_missing(self, addresses: Iterable[str]) -> list[str]:
        """Those that are not there, each once, in order."""
        return [address for address in dict.fromkeys(addresses) if not self.has(address)]

    def add_bytes(self, data: bytes) -> str:
        """Keep some bytes. Returns their address."""
        address = compute_address(data)
        if not self.has(address):
            write_with_parents(self.get_path(address), data)
        return address

    def receive(self, stream: BinaryIO, sizes: list[tuple[str, int]]) -> None:
        """Keep the next contents of a stream, whose addresses and sizes in bytes are given: on return they are on the
        disk. Raises ClusterError where they are fewer, or others than the addresses say; none is kept then.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".arriving", suffix=".tmp", dir=self.folder) as folder:
            arrived = [
                (_receive_one(stream, Path(folder, str(number)), address, size), self.get_path(address))
                for number, (address, size) in enumerate(sizes)
            ]
            sync_tree(Path(folder))
            for temporary, target in arrived:
                target.parent.mkdir(exist_ok=True)
                replace(temporary, target)

    def mark_used(self, addresses: Iterable[str]) -> None:
        """Note that these contents are used now: see `remove_unused`. Raises OSError."""
        for address in addresses:
            os.utime(self.get_path(address))

    def remove_unused(self, since: float, keep: Collection[str]) -> int:
        """Remove the contents that were not used since a time (seconds since 1970) and are not among `keep`. Returns
        their bytes.
        """
        removed = 0
        for path in self.folder.glob("??/*"):
            address, seen = path.parent.name + path.name, path.stat()
            if ADDRESS.fullmatch(address) and address not in keep and seen.st_mtime < since:
                path.unlink(missing_ok=True)
                removed += seen.st_size
        return removed

    def keep_only(self, addresses: Collection[str]) -> None:
        """Remove all contents but those with these addresses."""
        self.remove_unused(math.inf, addresses)

    def read(self, address: str) -> bytes:
        """All bytes of a content. Raises OSError."""
        return self.get_path(address).read_bytes()

    def copy_to(self, address: str, target: Path, durable: bool = True) -> None:
        """A file with this content at `target`, which a program may change. durable: it appears complete or not at all,
        and on return it is on the disk. Raises OSError.
        """
        if durable:
            with new_file(target) as temporary:
                shutil.copyfile(self.get_path(address), temporary)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.get_path(address), target)


def _receive_one(stream: BinaryIO, path: Path, address: str, size: int) -> Path:
    """Write the next `size` bytes of a stream to a file. Raises ClusterError where they are not what was said."""
    digest, left = hashlib.sha256(), size
    with open(path, "xb") as file:
        while left and (data := stream.read(min(left, PIECE))):
            digest.update(data)
            file.write(data)
            left -= len(data)
    if left or digest.hexdigest() != address:
        raise ClusterError("cluster_bad_content")
    return path


def write_pack(files: list[tuple[str, Path]]) -> Iterator[bytes]:
    """Several contents, one after the other, as they travel. files: address and file of each. Raises OSError, also
    where a file has become shorter.
    """
    head, sizes = _make_head(files)
    yield head
    for (_, path), size in zip(files, sizes, strict=True):
        with open(path, "rb") as file:
            while size:
                if not (data := file.read(min(size, PIECE))):
                    raise OSError(f"{path} has become shorter")
                size -= len(data)
                yield data


def measure_pack(files: list[tuple[str, Path]]) -> int:
    """The length of `write_pack` in bytes."""
    head, sizes = _make_head(files)
    return len(head) + sum(sizes)


def _make_head(files: list[tuple[str, Path]]) -> tuple[bytes, list[int]]:
    """The beginning of a pack, which says what comes, and the sizes of the files in bytes."""
    sizes = [os.stat(path).st_size for _, path in files]
    head = json.dumps([[address, size] for (address, _), size in zip(files, sizes, strict=True)]).encode()
    return HEAD.pack(len(head)) + head, sizes


def read_pack(stream: BinaryIO, store: ContentStore) -> list[str]:
    """Keep what `write_pack` has written. Returns the addresses. Raises ClusterError for anything else."""
    start = stream.read(HEAD.size)
    length: int = HEAD.unpack(start)[0] if len(start) == HEAD.size else MAX_HEAD + 1
    try:
        if length > MAX_HEAD:
            raise ValueError("the list is too long")
        sizes = [(str(address), int(size)) for address, size in json.loads(stream.read(length))]
    except (ValueError, TypeError, RecursionError):
        raise ClusterError("cluster_bad_content") from None
    store.receive(stream, sizes)
    return [address for address, _ in sizes]


def split_packs(files: Iterable[tuple[str, Path]]) -> Iterator[list[tuple[str, Path]]]:
    """The same in parts of about `PACK` bytes."""
    part: list[tuple[str, Path]] = []
    size = 0
    for each in files:
        more = os.stat(each[1]).st_size
        if part and size + more > PACK:
            yield part
            part, size = [], 0
        part.append(each)
        size += more
    if part:
        yield part

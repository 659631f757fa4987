"""Cuts what a camera on the network sends into pictures: an MJPEG stream is a chain of parts, each some header lines
and a JPEG.
"""

from collections.abc import Iterator

from sunmao.cameras.sources.http_client import MAX_PICTURE, HttpResponse, ResponseTooLarge

MAX_HEADER = 16 * 1024  # bytes before each picture


class _BufferedReader:
    """The bytes of an answer, looked at in order."""

    def __init__(self, answer: HttpResponse) -> None:
        self._answer, self._held = answer, bytearray()

    def until(self, end: bytes, most: int) -> bytes | None:
        """Read up to `end`, which is passed over; None at the end of the stream. Raises ResponseTooLarge."""
        looked = 0
        while (place := self._held.find(end, looked)) < 0:
            if len(self._held) > most:
                raise ResponseTooLarge
            looked = max(0, len(self._held) - len(end) + 1)
            if not self._more():
                return None
        return self._cut(place, len(end))

    def exactly(self, count: int) -> bytes | None:
        """The next `count` bytes; None when the stream ends before."""
        while len(self._held) < count:
            if not self._more():
                return None
        return self._cut(count, 0)

    def _more(self) -> bool:
        data = self._answer.read()
        self._held += data
        return bool(data)

    def _cut(self, place: int, passed: int) -> bytes:
        data = bytes(self._held[:place])
        del self._held[: place + passed]
        return data


def iter_jpegs(answer: HttpResponse) -> Iterator[bytes]:
    """The JPEG of each part, at most `MAX_PICTURE` bytes each. Raises ResponseTooLarge for an endless header or
    picture.
    """
    stream = _BufferedReader(answer)
    boundary = _find_boundary(stream, answer.boundary)
    while boundary is not None and (length := _read_length(stream)) is not None:
        if length > MAX_PICTURE:
            raise ResponseTooLarge
        data = stream.exactly(length) if length else stream.until(b"\n" + boundary, MAX_PICTURE)
        if data is None:
            return
        yield data
        if length and stream.until(boundary, MAX_HEADER) is None:
            return
        if stream.until(b"\n", MAX_HEADER) is None:
            return


def _find_boundary(stream: _BufferedReader, announced: str) -> bytes | None:
    """The line that divides the parts; the stream stands behind its first one then. None at the end. Raises
    ResponseTooLarge where there is none.
    """
    line = stream.until(b"\n", MAX_HEADER)
    while line is not None and not line.strip():
        line = stream.until(b"\n", MAX_HEADER)
    # Many cameras write another boundary into the stream than the one they announce: what stands there counts.
    if line is None or line.startswith(b"--"):
        return line and line.strip()
    if not announced:
        raise ResponseTooLarge
    boundary = b"--" + announced.encode("latin-1", "replace").removeprefix(b"--")
    passed = stream.until(boundary, MAX_HEADER)
    return None if passed is None or stream.until(b"\n", MAX_HEADER) is None else boundary


def _read_length(stream: _BufferedReader) -> int | None:
    """Length that a part's header states, 0 where it says nothing; None at the end."""
    length, read = 0, 0
    while (line := stream.until(b"\n", MAX_HEADER)) is not None:
        read += len(line)
        if read > MAX_HEADER:
            raise ResponseTooLarge
        if not line.strip():
            return length
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            length = int(value[:20])
    return None

"""Recordings of sensors in Edge Impulse's data acquisition format, as JSON or as CBOR (RFC 8949, read by cbor2).

https://docs.edgeimpulse.com, "Data acquisition format": `payload.sensors` says what was measured and in which units,
`payload.interval_ms` how often, `payload.values` holds a row a reading, or a number where there is one sensor.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

ENDINGS = (".json", ".cbor")
START = 4096  # bytes from the beginning in which all stands that is not a reading
_SHORTEST, _LONGEST = 1e-3, 1e9  # milliseconds between two readings
_MAP = 5  # the major type of CBOR's maps, the first bits of their first byte


class NoAcquisition(ValueError):
    """Bytes that are not in this format, or not whole."""


@dataclass(frozen=True, eq=False)
class Acquisition:
    """A recording. names, units: of its sensors; rate: readings a second, in Hz."""

    names: tuple[str, ...]
    units: tuple[str, ...]
    rate: float
    _values: list

    def read(self, places: Sequence[int]) -> np.ndarray:
        """The readings of some sensors, (n, len(places)) float64, all finite. Raises NoAcquisition for rows of another
        length and for what is no number.
        """
        plain = len(self.names) == 1 and not any(isinstance(row, list) for row in self._values)
        try:
            numbers = iter(self._values) if plain else chain.from_iterable(self._iter_rows(places))
            found = np.fromiter(numbers, np.float64, len(places) * len(self._values)).reshape(-1, len(places))
        except (TypeError, ValueError, OverflowError):
            raise NoAcquisition("rows of something else") from None
        if not np.isfinite(found).all():
            raise NoAcquisition("numbers that are none")
        return found

    def _iter_rows(self, places: Sequence[int]) -> Iterator[list]:
        for row in self._values:
            if not isinstance(row, list) or len(row) != len(self.names):
                raise ValueError
            yield [row[place] for place in places]


def is_acquisition(data: bytes) -> bool:
    """Whether the bytes of a file, or the first ones of them, begin as such a file does."""
    if data.lstrip()[:1] == b"{":
        return True
    return data[:1] != b"" and data[0] >> 5 == _MAP and b"payload" in data[:START]


def parse_acquisition(data: bytes) -> Acquisition:
    """Read the bytes of a file. Raises NoAcquisition."""
    try:
        payload = _decode(data)["payload"]
        sensors, interval, values = payload["sensors"], float(payload["interval_ms"]), payload["values"]
        names = tuple(each["name"] for each in sensors)
        units = tuple(each.get("units") or "" for each in sensors)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise NoAcquisition("no payload") from None
    if not names or not all(isinstance(each, str) for each in names + units) or not isinstance(values, list):
        raise NoAcquisition("no sensors")
    if not _SHORTEST <= interval <= _LONGEST:
        raise NoAcquisition("no readings")
    return Acquisition(names, units, 1000 / interval, values)


def _decode(data: bytes) -> Any:
    if data.lstrip()[:1] == b"{":
        return json.loads(data)
    import cbor2

    try:
        return cbor2.loads(data)
    except (cbor2.CBORDecodeError, RecursionError, MemoryError):
        raise NoAcquisition("cut off") from None

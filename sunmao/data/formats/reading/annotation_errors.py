"""Faults of labels, counted by kind while a format is read."""

from dataclasses import dataclass, field
from typing import Any

from sunmao.core.name_formatting import format_names
from sunmao.data.issue import Issue


@dataclass
class _ErrorKind:
    level: str
    holes: dict
    count: int = 0
    pictures: dict[str, None] = field(default_factory=dict)


class AnnotationErrors:
    """Faults by kind, in the order in which the first of each was met."""

    def __init__(self) -> None:
        self._kinds: dict[str, _ErrorKind] = {}

    def add(self, key: str, name: str, level: str = "warn", **holes: Any) -> None:
        """One more. key: of a sentence with the holes {count} and {names}; name: the file concerned; holes: of the
        first one, for the sentence.
        """
        kind = self._kinds.get(key) or self._kinds.setdefault(key, _ErrorKind(level, holes))
        kind.count += 1
        kind.pictures[name] = None

    @property
    def findings(self) -> list[Issue]:
        """One for each kind."""
        return [
            Issue(
                key,
                {"count": kind.count, "names": format_names(kind.pictures), **kind.holes},
                kind.level,
                tuple(kind.pictures),
                kind.count,
            )
            for key, kind in self._kinds.items()
        ]

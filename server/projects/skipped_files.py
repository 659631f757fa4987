"""Record of the files of a zip that are left out, and why."""

from collections import defaultdict
from dataclasses import dataclass, field

from sunmao.server.texts import get_text

SAID = 5  # files that are named for one reason; the rest is counted


@dataclass
class SkippedFiles:
    """Record of files that are not taken. left_out: (zh, en) of a reason → the names of the files."""

    left_out: dict = field(default_factory=lambda: defaultdict(list))

    def leave(self, name: str, key: str) -> None:
        """Leave a file out; key: the sentence that says why."""
        why = get_text(key)
        self.left_out[why["zh"], why["en"]].append(name)

    def summarize(self) -> list[dict]:
        """Summarize for the page what was left out: the first names of each reason, and how many more."""
        rows = []
        for (zh, en), left in self.left_out.items():
            rows += [{"name": name, "why": {"zh": zh, "en": en}} for name in left[:SAID]]
            if len(left) > SAID:
                rows.append({"name": "…", "count": len(left) - SAID, "why": {"zh": zh, "en": en}})
        return rows

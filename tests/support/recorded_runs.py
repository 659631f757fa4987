"""Runs of an earlier studio as they lie on the disk, without running anything."""

import json
import time
from pathlib import Path

BEGAN = 1_700_000_000  # epoch seconds
PYTHON = "".join(f"print({number})\n" for number in range(30))


def record_run(runs: Path, number: int, state: str = "finished") -> Path:
    """The folder of the run `number` of a project, whose log ends with its outcome; one that is 'running' has none."""
    home = runs / time.strftime("%Y-%m-%d_%H-%M-%S", time.gmtime(BEGAN + 60 * number))
    home.mkdir(parents=True)
    events = [
        {"kind": "state", "state": "running"},
        {"kind": "output", "text": f"said by {number}\n", "stream": "stdout"},
        *([] if state == "running" else [{"kind": "state", "state": state}]),
    ]
    rows = [{"seq": seq, "t": seq / 4, **event} for seq, event in enumerate(events, start=1)]
    record = {
        "id": home.name,
        "state": state,
        "started": BEGAN + 60 * number,
        "seconds": rows[-1]["t"],
        "code": None,
        "text": None,
        "python": PYTHON,
        "lines": ["p"] * 30,
        "blocks": {"p": [1, 30]},
        "last_seq": len(rows),
    }
    (home / "summary.json").write_text(json.dumps(record), encoding="utf-8")
    (home / "events.jsonl").write_text("".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows))
    return home

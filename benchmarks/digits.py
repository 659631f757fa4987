"""The digits example as printed, through the real server: three runs, each with a seed of its own."""

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.rows import Row
from tests.support.studio import Visitor, start_studio, stop_studio

RUNS = 3


def measure() -> list[Row]:
    """Two rows: accuracy on the test set, and seconds from Run to the accuracy line; medians."""
    with tempfile.TemporaryDirectory() as folder:
        studio = start_studio(Path(folder))
        try:
            visitor = Visitor(studio)
            results = [trained(visitor) for _ in range(RUNS)]
        finally:
            stop_studio(studio)
    seconds, scores = zip(*results, strict=True)
    note = ", ".join(f"{score:.1f} % in {time:.0f} s" for time, score in results)
    return [
        Row("digits example, test accuracy", statistics.median(scores), "%", ">= 97", note=note),
        Row("digits example, Run to accuracy", statistics.median(seconds), "s", "<= 60"),
    ]


def trained(visitor: Visitor) -> tuple[float, float]:
    """Seconds and per cent of one run of the example, which is then stopped."""
    project = visitor.ask("POST", "/api/projects", {"example": "digits", "lang": "en"})
    place = f"/api/projects/{project['id']}/runs"
    since = time.perf_counter()
    run = visitor.ask("POST", place, {"workspace": project["workspace"], "base": project["version"]})["run"]
    seen = 0
    while True:
        answer = visitor.ask("GET", f"{place}/{run['id']}/events?after={seen}")
        for event in answer["events"]:
            if event["kind"] == "marks" and event["split"] == "test":
                seconds = time.perf_counter() - since
                visitor.ask("POST", f"{place}/{run['id']}/stop", {})
                return seconds, 100 * event["correct"] / event["total"]
            assert event["kind"] != "error", event
        seen = answer["last_seq"]
        time.sleep(0.1)

"""The digits example as printed, through the real server: three runs, each with a seed of its own."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import studio_in
from benchmarks.rows import Row, Size
from tests.support.studio import ApiClient

RUNS = 3


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Two rows: accuracy on the test set, and seconds from Run to the accuracy line; medians."""
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench:
        results = [train_example(bench.visitor, epochs=size.pick(None, 1)) for _ in range(size.pick(RUNS, 1))]
    seconds, scores = zip(*results, strict=True)
    note = ", ".join(f"{score:.1f} % in {time:.0f} s" for time, score in results)
    yield Row("digits example, test accuracy", statistics.median(scores), "%", ">= 97", note=note)
    yield Row("digits example, Run to accuracy", statistics.median(seconds), "s", "<= 60")


def train_example(visitor: ApiClient, epochs: int | None) -> tuple[float, float]:
    """Seconds and per cent of one run of the example, which is then stopped. epochs: None for its own number."""
    project = visitor.ask("POST", "/api/projects", {"example": "digits", "lang": "en"})
    place, workspace = f"/api/projects/{project['id']}/runs", project["workspace"]
    if epochs is not None:
        find_block(workspace, "model_train")["inputs"]["epochs"]["shadow"]["fields"]["NUM"] = epochs
    since = time.perf_counter()
    run = visitor.ask("POST", place, {"workspace": workspace, "base": project["version"]})["run"]
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


def find_block(node, kind: str) -> dict | None:
    """The first block of this type in a saved workspace."""
    if isinstance(node, dict) and node.get("type") == kind:
        return node
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return next(filter(None, (find_block(each, kind) for each in inner)), None)

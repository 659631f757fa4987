"""Requests made by chance for every route and every socket event of a studio: how many reach a handler, and what of the
answers may not be.

Most are asked of the application in this process, some of a studio that listens, over real connections; there also go
the events of the socket and the live topics. `python -m benchmarks.fuzz --seed N --requests N` makes others;
`--repeat '[…]'` sends again what a fault was told with.
"""

import argparse
import json
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from benchmarks.fuzzing.campaign import Campaign, Target
from benchmarks.fuzzing.faults import Fault
from benchmarks.fuzzing.in_process import LocalTarget
from benchmarks.fuzzing.listening import ListeningTarget
from benchmarks.fuzzing.materials import Materials
from benchmarks.fuzzing.requests import FuzzedRequest, make_events, make_live_topics, make_requests
from benchmarks.rows import Row, Size, report_progress

REQUESTS, SMALLEST = 50_000, 160
DEAR = ("session.doctor",)  # it loads torch and asks the system's tools: too much for the smallest case
ROUND = 5000  # requests of one seed: hypothesis remembers what it made
# Shares of all requests. A live topic may take seconds until it shows something.
LISTENING, EVENTS, TOPICS = 0.06, 0.11, 0.008
MIN_RUNS = 20


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Five rows. Raises AssertionError for a fault in the smallest case, whose rows nobody judges."""
    yield from run_campaigns(size.pick(REQUESTS, SMALLEST), 0, size.pick((), DEAR), size is Size.SMALLEST)


def run_campaigns(asked: int, number: int, spared: tuple[str, ...] = (), strict: bool = False) -> Iterator[Row]:
    """Rows of so many requests, as the seed `number` makes them. spared: routes that are not asked; strict: raise
    AssertionError for a fault.
    """
    with tempfile.TemporaryDirectory() as folder:
        materials = Materials(Path(folder) / "materials")
        local, listening = Campaign(), Campaign()
        far = [max(MIN_RUNS, int(asked * share)) for share in (LISTENING, EVENTS, TOPICS)]
        with LocalTarget(Path(folder) / "local" / "projects", materials) as target:
            rules = [rule for rule in target.app.url_map.iter_rules() if rule.endpoint not in spared]
            fuzz(local, target, make_requests(rules), max(MIN_RUNS, asked - sum(far)), number)
        with ListeningTarget(Path(folder) / "listening" / "projects", materials) as heard:
            for strategy, count in zip((make_requests(rules), make_events(), make_live_topics()), far, strict=True):
                fuzz(listening, heard, strategy, listening.asked + count, number)
            works = heard.works()
        faults = [*local.faults.values(), *listening.faults.values()]
        for fault in faults:
            report_progress(tell_fault(fault))
    both = local.counts + listening.counts
    entered = local.entered.total() + listening.entered.total()
    report_progress(f"slowest: {max(local.slowest, listening.slowest)}")
    report_progress(f"routes reached: {sum(map(bool, local.entered.values()))} of {len(rules)}")
    note = ", ".join(f"{status or 'socket'}: {count}" for status, count in sorted(both.items()))
    yield Row("requests by chance", both.total(), "", f">= {REQUESTS}", note=note)
    yield Row("past the gate and into a handler", 100 * entered / both.total(), "%", ">= 60", note=f"{entered}")
    yield Row("statuses 500, tracebacks, secrets told", len(faults), "kinds", "<= 0", note="; ".join(map(str, faults)))
    yield Row("programs that run afterwards", 100 * works, "%", ">= 100")
    yield Row("processes left after the end", heard.left, "", "<= 0")
    assert not (faults and strict), "\n".join(map(tell_fault, faults))


def fuzz(campaign: Campaign, target: Target, requests, until: int, number: int) -> None:
    """Ask in rounds, each with a seed of its own, until so many were asked."""
    place = 0
    while (left := until - campaign.asked) > 0:
        campaign.fuzz(target, requests, min(left, ROUND), 1000 * number + place, report_progress)
        place += 1
        report_progress(
            f"{campaign.asked} asked, {campaign.entered.total()} into a handler, {len(campaign.faults)} faults"
        )


def tell_fault(fault: Fault) -> str:
    """A fault with the command that shows it again."""
    said = json.dumps([json.loads(request.dump()) for request in fault.requests])
    listening = " --listening" if fault.listening else ""
    return f"{fault.kind}\n{fault.said}\npython -m benchmarks.fuzz{listening} --repeat {shlex.quote(said)}"


def repeat(requests: list[dict], listening: bool) -> int:
    """Send these again, one after the other, to a new studio. Returns the exit status: 1 for a fault."""
    kind: Callable[[Path, Materials], AbstractContextManager] = ListeningTarget if listening else LocalTarget
    campaign = Campaign()
    with tempfile.TemporaryDirectory() as folder:
        materials = Materials(Path(folder, "materials"))
        with kind(Path(folder, "new", "projects"), materials) as target:
            target.prepare(0)
            for said in requests:
                answer = campaign.ask(target, (FuzzedRequest.load(said),))
                print(answer.status, answer.data[:300].decode(errors="replace"))
    for fault in campaign.faults.values():
        print(f"{fault.kind}\n{fault.said}")
    return bool(campaign.faults)


def main(words: list[str]) -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser("python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="makes other requests (0)")
    parser.add_argument("--requests", type=int, default=REQUESTS, metavar="N", help=f"how many ({REQUESTS})")
    parser.add_argument("--repeat", type=json.loads, metavar="JSON", help="send these again, to a new studio")
    parser.add_argument("--listening", action="store_true", help="with --repeat: over real connections")
    asked = parser.parse_args(words)
    if asked.repeat is not None:
        return repeat(asked.repeat, asked.listening)
    rows = []
    for row in run_campaigns(asked.requests, asked.seed):
        rows.append(row)
        print(" ".join(row.cells()), flush=True)
    return int(not all(row.holds for row in rows[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A run on a disk that becomes full: the log, a page that watches and one that comes later have the same events, and
the gap is reported.
"""

import json
import sys
import textwrap

import pytest

from tests.support.privileges import run_on_tiny_disk

pytestmark = pytest.mark.process

SESSION = """
    import json, sys
    from pathlib import Path
    from sunmao.protocol.messages import Output, ProgramError, RunState
    from sunmao.server.http.run_subscribers import RunSubscriber
    from sunmao.server.runs.event_log import EventLog, read_events
    from sunmao.server.runs.recorder import EventRecorder
    from tests.support.limits import poll_until

    folder, fails, delivered, sent = Path(sys.argv[1]), [], [], []
    log = EventLog(folder)
    page = RunSubscriber(read=log.read, send=sent.extend, ready=lambda: True, after=0)
    page.start()
    def deliver(events):
        delivered.extend(events)
        page.add(events)
    recorder = EventRecorder(log, deliver, fails.append)
    recorder.put([RunState("running"), Output("before\\n", "stdout")])
    poll_until(lambda: len(delivered) == 2)
    filler = folder / "filler"
    def fill():
        try:
            with filler.open("ab", buffering=0) as file:
                while file.write(bytes(512)):
                    pass
        except OSError:
            pass
    fill()
    for number in range(5):
        recorder.put([Output("x" * 30_000, "stdout"), Output("y" * 30_000, "stderr")])
        poll_until(lambda: recorder._missing == 2 * number + 2)
    {then}
    recorder.put([ProgramError("disk_full", "", None, "", {{}}, {{}}), RunState("error")])
    recorder.close()
    told = delivered[-1]["seq"]
    poll_until(lambda: sent and sent[-1]["seq"] == told)
    page.close()
    print(json.dumps([delivered, sent, read_events(folder), len(fails)]))
"""
# Short events take what is left of the log's last block.
FULL_TO_THE_END = """while True:
        missing, count = recorder._missing, len(delivered)
        recorder.put([Output("z", "stdout")])
        poll_until(lambda: recorder._missing > missing or len(delivered) > count)
        if recorder._missing > missing:
            break
"""


def record(folder, then: str) -> tuple[list[dict], list[dict]]:
    """Run a session on a tiny disk and return the events that watchers got and those in the log."""
    code = textwrap.dedent(SESSION).format(then=then)
    done = run_on_tiny_disk(folder, "size=64k", sys.executable, "-c", code, folder)
    assert done.returncode == 0, done.stderr
    delivered, sent, logged, fails = json.loads(done.stdout)
    assert sent == delivered and fails == 1
    assert [event["seq"] for event in delivered] == list(range(1, len(delivered) + 1))
    assert logged == delivered[: len(logged)]
    return delivered, logged


@pytest.mark.fault("B2")
@pytest.mark.fault("H8")
def test_what_did_not_fit_is_counted_where_it_is_missing(tmp_path, row):
    delivered, logged = record(tmp_path, "filler.unlink()")
    assert logged == delivered
    kinds = [event["kind"] for event in logged]
    assert kinds == ["state", "output", "note", "error", "state"]
    assert "10 entries are missing" in logged[2]["en"] and "10" in logged[2]["zh"]
    row(saw={key: logged[2][key] for key in ("zh", "en")}, kept="numbers without a gap, in the log as on the page")


@pytest.mark.fault("H8")
def test_a_disk_that_stays_full(tmp_path, row):
    """Watchers are told how the run ended; nothing that came later stands in the log behind the gap."""
    delivered, logged = record(tmp_path, FULL_TO_THE_END)
    kinds = [event["kind"] for event in delivered]
    assert kinds[:3] == ["state", "output", "note"] and set(kinds[3 : len(logged)]) == {"output"}
    assert [event["kind"] for event in delivered[len(logged) :]] == ["note", "error", "state"]
    row(saw="", kept=f"{len(logged)} events in the log, three more on the page: what is missing, why, and the outcome")

"""Runs over HTTP and sockets: real programs in real processes, watched by real connections."""

import json
import threading
from contextlib import closing

import pytest

from sunmao.server.texts import get_text
from tests.support.app_client import JSON, serving
from tests.support.blocks.workspace_builder import block, number, stack, text
from tests.support.network.socketio_client import SocketPage

pytestmark = pytest.mark.process

OUTCOMES = ("finished", "stopped", "error", "lost")


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("projects")) as studio:
        yield studio


@pytest.fixture
def project(live):
    return ask(live, "POST", "/api/projects", {"title": "p", "lang": "en"})[1]["id"]


def ask(live, method, path, body=None):
    status, _, answer = live.ask(
        method,
        path,
        {**live.own, "X-Sunmao": "1", "Content-Type": JSON},
        b"" if body is None else json.dumps(body).encode(),
    )
    return status, json.loads(answer)


def program(*blocks) -> dict:
    start = block("program_start")
    return {"blocks": {"languageVersion": 0, "blocks": [stack([start, *blocks])]}}


def say(words: str) -> dict:
    return block("text_print", TEXT=text(words))


COUNT = program(block("controls_repeat_ext", TIMES=number(200), DO=[say("again")]))
ASK = program(block("text_print", TEXT=block("text_prompt_ext", {"TYPE": "TEXT"}, TEXT=text("name?"))))


def start(live, project, workspace, base=1):
    status, answer = ask(live, "POST", f"/api/projects/{project}/runs", {"workspace": workspace, "base": base})
    assert status == 201, answer
    return answer["run"]


def over(events) -> bool:
    found = [event for name, data in events if name == "events" for event in data["events"]]
    return any(event["kind"] == "state" and event["state"] in OUTCOMES for event in found)


def output(events) -> str:
    return "".join(event["text"] for event in events if event["kind"] == "output")


def watch(live, project, run, after=0) -> SocketPage:
    page = SocketPage(live)
    assert page.ask("watch", {"project": project, "run": run, "after": after}) == {"ok": True}
    return page


def test_a_run_is_seen_from_its_first_to_its_last_event(live, project):
    run = start(live, project, COUNT)
    page = watch(live, project, run["id"])
    page.until(over)
    seen = page.run_events()
    assert [event["seq"] for event in seen] == list(range(1, len(seen) + 1))
    assert output(seen) == "again\n" * 200
    status, summary = ask(live, "GET", f"/api/projects/{project}/runs/{run['id']}")
    assert (status, summary["state"], summary["last_seq"]) == (200, "finished", len(seen))
    assert summary["python"].startswith("for count in range(200):")
    page.close()


def test_pages_that_come_late_or_again_miss_nothing_and_get_nothing_twice(live, project):
    run = start(live, project, COUNT)["id"]
    first = watch(live, project, run)
    first.until(over)
    whole = first.run_events()
    half = len(whole) // 2
    again = watch(live, project, run, after=half)
    again.until(over)
    assert again.run_events() == whole[half:]
    status, answer = ask(live, "GET", f"/api/projects/{project}/runs/{run}/events?after={half}")
    assert answer == {"events": whole[half:], "last_seq": len(whole)}
    first.close()
    again.close()


def test_ten_megabytes_arrive_whole_at_a_page_that_reads_slowly(live, project):
    long = program(block("program_python", {"code": "for i in range(10000): print(f'{i:06}' + 'x' * 1000)"}))
    run = start(live, project, long)["id"]
    page = watch(live, project, run)
    page.until(over)
    lines = output(page.run_events()).splitlines()
    assert [int(line[:6]) for line in lines] == list(range(10000)) and {len(line) for line in lines} == {1006}
    page.close()


def test_two_pages_see_the_same_while_it_runs(live, project):
    run = start(live, project, ASK)["id"]
    pages = [watch(live, project, run) for _ in range(2)]
    for page in pages:
        page.until(lambda events: any(event["kind"] == "ask" for name, data in events for event in data["events"]))
    answers = [
        ask(live, "POST", f"/api/projects/{project}/runs/{run}/answers/1", {"value": word})[0] for word in ("Li", "Wu")
    ]
    assert answers == [200, 409]
    for page in pages:
        page.until(over)
    one, other = (page.run_events() for page in pages)
    assert one == other and "Li\n" in output(one)
    for page in pages:
        page.close()


def test_every_page_of_a_project_is_told_of_its_runs(live, project):
    page, stranger = SocketPage(live), SocketPage(live)
    assert page.ask("open", {"project": project}) == {"ok": True}
    other = ask(live, "POST", "/api/projects", {"title": "other", "lang": "en"})[1]["id"]
    assert stranger.ask("open", {"project": other}) == {"ok": True}
    run = start(live, project, program(say("hi")))["id"]
    told = page.until(lambda events: len(events) >= 3)
    assert [name for name, data in told] == ["act", "run", "run"] and told[0][1]["act"] == "saved"
    assert [data["id"] for name, data in told[1:]] == [run] * 2
    assert told[-1][1]["state"] == "finished"
    assert stranger.ask("unwatch", {}) == {"ok": True} and not stranger.events
    page.close()
    stranger.close()


def test_stop_ends_a_run_and_a_second_start_is_refused_meanwhile(live, project):
    waiting = program(block("program_wait", seconds=number(1000)))
    run = start(live, project, waiting)["id"]
    status, answer = ask(live, "POST", f"/api/projects/{project}/runs", {"workspace": waiting, "base": 2})
    assert (status, answer["run"]) == (409, run)
    assert ask(live, "DELETE", f"/api/projects/{project}")[0] == 409
    page = watch(live, project, run)
    assert ask(live, "POST", f"/api/projects/{project}/runs/{run}/stop")[1]["ok"]
    page.until(over)
    assert ask(live, "GET", f"/api/projects/{project}/runs/{run}")[1]["state"] == "stopped"
    assert ask(live, "POST", f"/api/projects/{project}/runs/{run}/stop") == (200, {"ok": True, "stopping": False})
    page.close()


def test_a_run_is_paused_stepped_and_let_go(live, project):
    counted = program(
        block("controls_repeat_ext", TIMES=number(2), DO=[dict(say("again"), id="say")]), dict(say("end"), id="end")
    )
    path = f"/api/projects/{project}/runs"
    for bad in ({"mode": "fast"}, {"mode": 1}, {"breakpoints": "say"}, {"breakpoints": [1]}):
        assert ask(live, "POST", path, {"workspace": counted, "base": 1, "pace": bad})[0] == 400
    status, answer = ask(
        live,
        "POST",
        path,
        {"workspace": counted, "base": 1, "pace": {"mode": "run", "breakpoints": ["say", "no such block"]}},
    )
    assert status == 201, answer
    run, says = answer["run"]["id"], answer["run"]["blocks"]["say"][0]
    page = watch(live, project, run)
    wishes = [
        {"mode": "run", "breakpoints": ["say"]},
        {"mode": "step", "breakpoints": []},
        {"mode": "step"},
        {"mode": "run", "breakpoints": []},
    ]
    for number_, wish in enumerate(wishes, 1):
        page.until(
            lambda events, number_=number_: (
                sum(event["kind"] == "values" for name, data in events for event in data["events"]) == number_
            )
        )
        assert ask(live, "GET", f"{path}/{run}")[1]["state"] == "paused"
        assert ask(live, "POST", f"{path}/{run}/pace", {"mode": "fast"})[0] == 400
        assert ask(live, "POST", f"{path}/{run}/pace", wish) == (200, {"ok": True})
    page.until(over)
    blocks = [answer["run"]["lines"][event["line"] - 1] for event in page.run_events() if event["kind"] == "values"]
    assert blocks[:2] == ["say"] * 2 and blocks[3] == "end" and answer["run"]["lines"].index("say") == says - 1
    assert output(page.run_events()) == "again\nagain\nend\n"
    assert ask(live, "POST", f"{path}/{run}/pace", {"mode": "step"})[0] == 409
    page.close()


def run_whole(live, project, shows: dict, more: dict) -> str:
    """Run blocks, asked for with `more`, and return their output."""
    status, answer = ask(live, "POST", f"/api/projects/{project}/runs", {"workspace": shows, "base": 1, **more})
    assert status == 201, answer
    with closing(watch(live, project, answer["run"]["id"])) as page:
        page.until(over)
        return output(page.run_events())


@pytest.mark.parametrize(("more", "said"), [({}, "None"), ({"resume": False}, "None"), ({"resume": True}, "1")])
def test_a_training_goes_on_only_where_that_was_asked(live, project, more, said):
    shows = program(block("program_python", {"code": "import os\nprint(os.environ.get('SUNMAO_RESUME'))"}))
    assert run_whole(live, project, shows, more) == f"{said}\n"


CAMERA, TRAINING = "from sunmao.cameras import Camera", "if 0:\n    model.train(epochs=1)"


@pytest.mark.parametrize(
    ("lines", "more", "said"),
    [
        ([CAMERA, TRAINING], {}, "ask"),
        ([CAMERA], {}, "None"),
        ([TRAINING], {}, "None"),
        ([CAMERA, TRAINING], {"resume": True}, "None"),
        ([CAMERA, TRAINING], {"until": "end"}, "None"),
    ],
)
def test_only_the_run_of_a_camera_s_training_may_ask_for_what_is_trained(live, project, lines, more, said):
    code = "\n".join(["import os", "print(os.environ.get('SUNMAO_TRAINED'))", *lines])
    shows = program(block("program_python", {"code": code}), {**block("program_python", {"code": "pass"}), "id": "end"})
    assert run_whole(live, project, shows, more) == f"{said}\n"


def test_a_run_ends_before_a_block_as_if_the_program_were_over(live, project):
    again = block("controls_repeat_ext", TIMES=number(3), DO=[say("second")])
    shows = program(say("first"), {**again, "id": "loop"})
    path = f"/api/projects/{project}/runs"
    assert ask(live, "POST", path, {"workspace": shows, "base": 1, "until": 1})[0] == 400
    status, answer = ask(live, "POST", path, {"workspace": shows, "base": 1, "until": "loop"})
    assert status == 201, answer
    page = watch(live, project, answer["run"]["id"])
    page.until(over)
    assert output(page.run_events()) == "first\n" and page.run_events()[-1]["state"] == "finished"
    page.close()


def test_resume_is_true_or_false(live, project):
    assert ask(live, "POST", f"/api/projects/{project}/runs", {"workspace": COUNT, "base": 1, "resume": "1"})[0] == 400
    assert ask(live, "GET", f"/api/projects/{project}")[1]["version"] == 1


LEARNS = """from sunmao.runtime import session
from sunmao.protocol.learning_messages import BestEpoch, Evaluation, TrainingData, TrainingEnded, TrainingStarted
from sunmao.protocol.messages import Metric
session.emit(TrainingStarted('LeNet', {'epochs': 2}, TrainingData(), 'checkpoints/a'))
session.emit(Metric({'loss': 0.5, 'accuracy': 0.8}, 1, 2))
session.emit(Evaluation(8, 10))
input("more?")
session.emit(Metric({'loss': 0.4, 'accuracy': 0.9}, 2, 2))
session.emit(TrainingEnded('finished', 2, BestEpoch(epoch=2, accuracy=0.9), 'checkpoints/a/best.pth', 1.5))
"""


@pytest.mark.parametrize("ending", ["stopped", "finished"])
def test_what_a_program_learns_is_told_while_it_runs_and_afterwards(live, project, ending):
    run = start(live, project, program(block("program_python", {"code": LEARNS})))["id"]
    page = watch(live, project, run)
    page.until(lambda events: any(event["kind"] == "ask" for name, data in events for event in data["events"]))
    row = ask(live, "GET", f"/api/projects/{project}/runs")[1][0]
    assert (row["id"], row["state"], row["resumable"], row["trainings"][0]["epochs"]) == (run, "waiting", False, 1)
    found = ask(live, "GET", f"/api/projects/{project}/runs/{run}/learning")[1]
    assert (
        found["trainings"][0]["points"] == [{"epoch": 1, "loss": 0.5, "accuracy": 0.8}]
        and found["marks"][0]["correct"] == 8
    )
    if ending == "stopped":
        ask(live, "POST", f"/api/projects/{project}/runs/{run}/stop")
    else:
        ask(live, "POST", f"/api/projects/{project}/runs/{run}/answers/1", {"value": "yes"})
    page.until(over)
    page.close()
    row = ask(live, "GET", f"/api/projects/{project}/runs")[1][0]
    assert (row["state"], row["resumable"], row["trainings"][0]["epochs"]) == (
        ending,
        ending == "stopped",
        1 if ending == "stopped" else 2,
    )
    assert (
        len(ask(live, "GET", f"/api/projects/{project}/runs/{run}/learning")[1]["trainings"][0]["points"])
        == row["trainings"][0]["epochs"]
    )


def test_a_test_is_of_a_model_that_the_run_trained(live, project):
    run = start(live, project, program(block("program_python", {"code": LEARNS.replace('input("more?")', "")})))["id"]
    page = watch(live, project, run)
    page.until(over)
    page.close()
    tests = f"/api/projects/{project}/runs/{run}/tests"
    for path, name, key in (
        ("models/another.onnx", "shapes", "no_file"),
        ("../main.py", "shapes", "no_file"),
        ("checkpoints/a/best.pth", "none", "no_dataset"),
    ):
        status, answer = ask(live, "POST", tests, {"model": path, "dataset": name})
        assert (status, answer["text"]) == (404, get_text(key))
    unknown = ask(live, "POST", tests.replace(run, "none"), {"model": "checkpoints/a/best.pth", "dataset": "shapes"})
    assert (unknown[0], unknown[1]["text"]) == (404, get_text("no_file"))
    assert ask(live, "POST", tests, {"model": 1})[0] == 400
    assert len(ask(live, "GET", f"/api/projects/{project}/runs/{run}/learning")[1]["marks"]) == 1


def test_runs_started_at_once_are_one(live, project):
    answers = []
    ready = threading.Barrier(4)

    def go():
        ready.wait()
        answers.append(ask(live, "POST", f"/api/projects/{project}/runs", {"workspace": ASK, "base": 1}))

    threads = [threading.Thread(target=go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status, _ in answers) == [201, 409, 409, 409]
    run = next(answer["run"]["id"] for status, answer in answers if status == 201)
    page = watch(live, project, run)
    ask(live, "POST", f"/api/projects/{project}/runs/{run}/stop")
    page.until(over)
    page.close()


def test_a_broken_program_is_not_started_but_saved(live, project):
    broken = program(block("no_such_block"))
    status, answer = ask(live, "POST", f"/api/projects/{project}/runs", {"workspace": broken, "base": 1})
    assert status == 422 and answer["version"] == 2
    assert answer["program"]["problems"] and not answer["program"]["ok"]
    assert ask(live, "GET", f"/api/projects/{project}")[1]["workspace"] == broken


def test_an_error_of_the_program_names_its_block(live, project):
    bad = block("math_arithmetic", {"OP": "DIVIDE"}, A=number(1), B=number(0))
    broken = program(block("text_print", TEXT=bad))
    run = start(live, project, broken)
    page = watch(live, project, run["id"])
    page.until(over)
    error = next(event for event in page.run_events() if event["kind"] == "error")
    assert error["type"] == "ZeroDivisionError" and run["lines"][error["line"] - 1]
    page.close()


def test_pages_beyond_the_limit_are_turned_away(live, monkeypatch):
    monkeypatch.setattr("sunmao.server.app.socketio_server.PAGES", 2)
    pages = [SocketPage(live) for _ in range(3)]
    assert [page.accepted for page in pages] == [True, True, False]
    for page in pages:
        page.close()


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "x",
        {},
        {"project": 1},
        {"project": "..", "run": "x"},
        {"project": "p", "run": "../x", "after": -1},
        {"project": "p", "run": "x", "after": True},
    ],
)
def test_broken_messages_are_answered_and_harm_nothing(live, data):
    page = SocketPage(live)
    assert page.ask("watch", data)["ok"] is False
    assert page.ask("open", data)["ok"] in (True, False)
    assert page.ask("unwatch", data)["ok"] is True
    page.close()


@pytest.mark.parametrize(
    "path", ["runs/none", "runs/none/events", "runs/%2e%2e", "runs/none/pictures/1.png", "runs/none/stop"]
)
def test_a_run_that_is_not_there(live, project, path):
    method = "POST" if path.endswith("stop") else "GET"
    status, answer = ask(live, method, f"/api/projects/{project}/{path}")
    assert status == 404 and answer["ok"] is False

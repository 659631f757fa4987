"""Two studios for one folder, and a stranger at the studio's port: real processes, killed and asked."""

import http.server
import subprocess
import sys
import threading

import pytest

from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.processes import is_running
from tests.support.studio import ApiClient, Studio, start_studio, stop_studio

pytestmark = pytest.mark.process

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and own sessions; there a job ends everything")
# It starts something in a session of its own that keeps every descriptor, as a careless daemon does.
CODE = "import subprocess, sys\nprint('child', subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(3600)'], close_fds=False, start_new_session=True, env={}).pid)\nimport time\ntime.sleep(3600)"
LIVES = {
    "blocks": {
        "languageVersion": 0,
        "blocks": [
            {
                "type": "program_start",
                "id": "s",
                "next": {"block": {"type": "program_python", "id": "p", "fields": {"code": CODE}}},
            }
        ],
    }
}


def start_second(first: Studio) -> str:
    """Start another studio for the folder of the first one. Returns what it says; it must not run."""
    command = [sys.executable, "-m", "sunmao.server", "--no-browser", "--port", "0", "--projects", first.projects]
    done = subprocess.run(command, capture_output=True, text=True, timeout=HANG_TIMEOUT)
    assert done.returncode == 1 and first.base in done.stderr and "token" not in done.stderr
    return done.stderr


@POSIX
@pytest.mark.fault("B8")
def test_one_studio_a_folder_for_exactly_as_long_as_it_lives(tmp_path, row):
    first = start_studio(tmp_path)
    try:
        visitor = ApiClient(first)
        project = visitor.ask("POST", "/api/projects", {"title": "p", "lang": "en"})["id"]
        run = visitor.ask("POST", f"/api/projects/{project}/runs", {"workspace": LIVES, "base": 1, "lang": "en"})
        log = tmp_path / project / "runs" / (run.get("run") or run)["id"] / "events.jsonl"
        child = int(
            poll_until(lambda: "child " in log.read_text() and log.read_text().split("child ")[1].split("\\n")[0])
        )
        said = start_second(first)
    finally:
        first.process.kill()
        first.process.wait()
        first.process.stdout.close()
    again = start_studio(tmp_path)
    try:
        found = ApiClient(again).ask("GET", f"/api/projects/{project}")
        assert found["run"]["state"] == "lost" and found["workspace"] == LIVES
        poll_until(
            lambda: not is_running(child),
            "the end of what the run had started",
        )
    finally:
        stop_studio(again)
    row(
        saw=said,
        kept="killed with a run alive whose child holds every descriptor: the folder opens at once, the run is told as lost, nothing runs on",
    )


TAKES_AWAY = """
import shutil
from pathlib import Path
{how}
print("done")
"""
ATTACKS = {
    "deleted": "shutil.rmtree(Path('..', '.sunmao'))",
    "renamed": "Path('..', '.sunmao').rename(Path('..', 'elsewhere'))",
    "lock deleted": "Path('..', '.sunmao', 'lock').unlink()",
}


@pytest.mark.long
@POSIX
@pytest.mark.fault("H7")
@pytest.mark.parametrize("how", ATTACKS)
def test_a_program_deletes_what_belongs_to_the_studio(tmp_path, how, row):
    first = start_studio(tmp_path)
    try:
        visitor = ApiClient(first)
        project = visitor.ask("POST", "/api/projects", {"title": "p", "lang": "en"})
        code = {"type": "program_python", "id": "p", "fields": {"code": TAKES_AWAY.format(how=ATTACKS[how])}}
        start = {"type": "program_start", "id": "s", "next": {"block": code}}
        run = visitor.run(project, {"blocks": {"languageVersion": 0, "blocks": [start]}})
        events = visitor.until_over(project["id"], run["id"])
        assert events[-1]["state"] == "finished", events
        said = start_second(first)
        assert visitor.ask("GET", f"/api/projects/{project['id']}")["run"]["id"] == run["id"]
    finally:
        stop_studio(first)
    stop_studio(start_studio(tmp_path))
    row(saw=said, kept=f".sunmao {how} by a program: the folder has one studio; it opens when that has ended")


@pytest.mark.long
@pytest.mark.fault("B9")
def test_a_stranger_at_the_port_never_gets_the_token(tmp_path, capfd, row):
    heard = []

    class Stranger(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append(f"{self.path} {self.headers}")
            self.send_error(404)

        def log_message(self, *args):
            """Says nothing on the terminal."""

    stranger = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stranger)
    threading.Thread(target=stranger.serve_forever, daemon=True).start()
    port = stranger.server_address[1]
    studio = start_studio(tmp_path, port=port)
    try:
        mine = int(studio.base.rpartition(":")[2])
        assert mine != port and ApiClient(studio).ask("GET", "/api/projects") == []
    finally:
        stop_studio(studio)
        stranger.shutdown()
        stranger.server_close()
    said = capfd.readouterr().err
    assert str(port) in said and str(mine) in said and not heard
    row(saw=said, kept="the stranger was never asked anything")

"""The command line, as a child's computer runs it."""

import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from sunmao.codegen import compile_workspace
from sunmao.server.cli.main import main
from sunmao.server.projects.project_store import ProjectStore
from tests.support.blocks.workspace_builder import block, stack, text
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.process

SUNMAO = [sys.executable, "-m", "sunmao.server"]
posix = pytest.mark.skipif(os.name == "nt", reason="signals and modes as on POSIX systems")


def sunmao(*words, data: bytes | None = None, lang: str = "en"):
    environment = {**os.environ, "SUNMAO_LANG": lang}
    return subprocess.run(
        [*SUNMAO, *map(str, words)], input=data, capture_output=True, env=environment, timeout=HANG_TIMEOUT
    )


def workspace(*blocks) -> bytes:
    return json.dumps({"blocks": {"blocks": [stack([block("program_start"), *blocks])]}}).encode()


def test_compile_prints_the_program(tmp_path):
    (tmp_path / "workspace.json").write_bytes(workspace(block("text_print", TEXT=text("你好"))))
    done = sunmao("compile", tmp_path / "workspace.json")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "print('你好')\n", b"")


def test_a_program_is_utf8_whatever_the_console_speaks(tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes(workspace(block("text_print", TEXT=text("你好"))))
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    result = subprocess.run([*SUNMAO, "compile", str(file)], capture_output=True, env=environment, timeout=HANG_TIMEOUT)
    assert result.returncode == 0 and "你好" in result.stdout.decode("utf-8")


def test_compile_reads_standard_input_and_speaks_json():
    done = sunmao("compile", "-", "--json", data=workspace(block("text_print", TEXT=text("hi"))))
    assert done.returncode == 0 and json.loads(done.stdout)["python"] == "print('hi')\n"


def test_compile_names_the_block_that_is_wrong():
    bad = block("no_such_block")
    done = sunmao("compile", "-", data=workspace(bad))
    assert done.returncode == 1 and f"[{bad['id']}]" in done.stderr.decode()


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\0" * 10, b"[" * 10_000])
def test_compile_of_no_workspace(data):
    done = sunmao("compile", "-", data=data)
    assert done.returncode == 1 and done.stdout == b"" and done.stderr.decode().count("\n") == 1


def test_wrong_use_has_status_2(tmp_path):
    assert sunmao("compile", tmp_path / "none.json").returncode == 2
    assert sunmao("compile").returncode == 2
    assert sunmao("--port", "99999").returncode == 2
    assert sunmao("nonsense").returncode == 2
    assert sunmao("run", tmp_path / "none.py").returncode == 2


@pytest.mark.long
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_host_that_lets_nobody_in_is_said(tmp_path, host):
    (tmp_path / "file").touch()  # in which no studio can begin
    done = sunmao("--host", host, "--no-browser", "--projects", tmp_path / "file" / "projects")
    said = done.stderr.decode()
    assert f"--host {host}: only this computer" in said and "--host 0.0.0.0" in said
    assert "--host" not in sunmao("--no-browser", "--projects", tmp_path / "file" / "projects").stderr.decode()


@pytest.mark.parametrize("host", ["192.0.2.250", "evil.example", "", "0.0.0.0:80", "fe80::1%lo"])
def test_only_addresses_of_this_computer(tmp_path, host):
    done = sunmao("--host", host, "--no-browser", "--projects", tmp_path)
    assert (
        done.returncode == 2
        and done.stdout == b""
        and f"--host {host}" in done.stderr.decode()
        and "127.0.0.1" in done.stderr.decode()
    )


def test_run_is_plain_python_with_the_library(tmp_path):
    (tmp_path / "a b.py").write_text("import sys, sunmao\nprint(sys.argv[1:], __name__)\nsys.exit(3)\n")
    done = sunmao("run", tmp_path / "a b.py", "--x", "1")
    assert (done.returncode, done.stdout.decode().strip()) == (3, "['--x', '1'] __main__")


def test_help_and_version_in_both_languages():
    import sunmao as library

    assert sunmao("--version").stdout.decode().split()[-1] == library.__version__
    for lang, word in (("zh", "检查这台电脑"), ("en", "what works on this computer")):
        said = sunmao("--help", lang=lang).stdout.decode()
        assert word in said and all(verb in said for verb in ("compile", "run", "doctor"))


@pytest.fixture
def studio(tmp_path):
    process = subprocess.Popen(
        [*SUNMAO, "--no-browser", "--port", "0", "--projects", str(tmp_path / "张 三")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "SUNMAO_LANG": "en"},
    )
    process.url = process.stdout.readline().strip()
    yield process
    process.kill()
    process.communicate()


@pytest.mark.long
def test_the_studio_prints_its_address_and_nothing_else(studio, tmp_path):
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{20,}", studio.url)
    token = studio.url.split("token=")[1]
    again = sunmao("--no-browser", "--port", "0", "--projects", tmp_path / "张 三")
    assert again.returncode == 1 and again.stdout == b""
    first_line, advice = again.stderr.decode().strip().splitlines()
    assert first_line == "Already open at " + studio.url.split("?")[0] and "press Enter" in advice
    places = [path for path in (tmp_path / "张 三" / ".sunmao").rglob("*") if path.is_file()]
    assert places and not any(token in path.read_text(encoding="utf-8", errors="replace") for path in places)


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_studio_ends_when_it_is_told_to(studio, number):
    studio.send_signal(number)
    rest, errors = studio.communicate(timeout=HANG_TIMEOUT)
    assert (studio.returncode, rest, errors) == (0, "", "")


def ends_by(code: str) -> None:
    """Run this in a process of its own, which must then end: `ended` is what the studio waits with."""
    program = f"import os, signal, sys, threading, time; from sunmao.server.app.serve import EndSignal; ended = EndSignal(); {code}; print('over')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=HANG_TIMEOUT)
    assert done.stdout.strip() == "over", done.stderr


@pytest.mark.long
@posix
def test_a_signal_may_come_at_any_moment_of_waiting():
    ends_by(
        "sys.settrace(lambda frame, event, arg: os.kill(os.getpid(), signal.SIGINT)); ended.wait(); sys.settrace(None)"
    )


@pytest.mark.long
@posix
def test_a_signal_may_interrupt_another_thread():
    """On a busy computer the system gives it to whichever thread is running."""
    ends_by(
        "threading.Thread(target=lambda: (time.sleep(0.3), signal.pthread_kill(threading.get_ident(), signal.SIGTERM))).start(); ended.wait()"
    )


def test_a_port_that_is_taken_is_left_to_its_owner(tmp_path):
    from sunmao.server.http.wsgi_server import listen

    with listen("127.0.0.1", 0) as stranger:
        port = stranger.getsockname()[1]
        with listen("127.0.0.1", port) as ours:
            assert ours.getsockname()[1] != port


ROUGH = {
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONIOENCODING": "gbk",
    "PYTHONSTARTUP": "nowhere.py",
}


@pytest.mark.long
@posix
def test_chinese_names_under_rough_settings(tmp_path, monkeypatch):
    from tests.support.studio import ApiClient, start_studio, stop_studio

    for name, value in ROUGH.items():
        monkeypatch.setenv(name, value)
    studio = start_studio(tmp_path / "张 三")
    try:
        visitor = ApiClient(studio)
        project = visitor.ask("POST", "/api/projects", {"title": "试验", "lang": "zh"})
        code = {"code": "open('文件.txt', 'w').write('字')\nprint('你好')"}
        program = json.loads(workspace(block("program_python", code)))
        home = "/api/projects/" + quote(project["id"]) + "/runs"
        run = visitor.ask("POST", home, {"workspace": program, "base": project["version"]})["run"]["id"]
        while (seen := visitor.ask("GET", f"{home}/{run}"))["state"] in ("starting", "running"):
            continue
        events = visitor.ask("GET", f"{home}/{run}/events")["events"]
        assert [event["text"] for event in events if event["kind"] == "output"] == ["你好\n"], (seen, events)
        assert (tmp_path / "张 三" / "试验" / "文件.txt").read_text(encoding="utf-8") == "字"
    finally:
        stop_studio(studio)


@pytest.fixture
def exported(tmp_path, monkeypatch, capsys):
    """Run `sunmao export` in an empty folder and return its status, the file that it names and its messages."""
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    monkeypatch.setenv("SUNMAO_LANG", "en")

    def export(*words) -> tuple[int, str, str]:
        status = main(["--projects", str(tmp_path / "projects"), "export", *map(str, words)])
        said = capsys.readouterr()
        return status, said.out.strip(), said.err

    return export


def test_a_project_is_exported(tmp_path, exported):
    projects = ProjectStore(tmp_path / "projects", compile_workspace)
    made = projects.create("两个 人", json.loads(workspace(block("text_print", TEXT=text("hi")))))
    assert exported("两个 人", "--to", "py") == (0, "两个-人.py", "")
    assert Path("两个-人.py").read_text() == "print('hi')\n"
    assert exported(made.id, "--to", "py") == (0, "两个-人-2.py", "")
    assert exported(projects.root / made.id, "--to", "zip", "--out", "a.zip") == (0, "a.zip", "")
    with zipfile.ZipFile("a.zip") as archive:
        assert archive.testzip() is None and {
            "project.json",
            "workspace.json",
            "main.py",
            "history/000001.json",
        } == set(archive.namelist())
        assert archive.read("workspace.json") == (made.folder / "workspace.json").read_bytes()
    done = sunmao("--projects", tmp_path / "projects", "export", made.id, "--to", "py", "--out", "b.py")
    assert (done.returncode, done.stdout.decode().strip(), Path("b.py").read_text()) == (0, "b.py", "print('hi')\n")


def test_what_cannot_be_exported_is_said_in_one_line(tmp_path, exported):
    projects = ProjectStore(tmp_path / "projects", compile_workspace)
    twins = [projects.create("twin!", {}) for _ in range(2)]
    (twins[1].folder / "workspace.json").write_bytes(b"")
    for words in (
        ("none", "--to", "zip"),
        ("twin!", "--to", "py"),
        (twins[0].id, "--to", "py", "--out", tmp_path / "projects"),
        (twins[1].id, "--to", "py"),
    ):
        status, file, said = exported(*words)
        assert (status, file) == (1, "") and said.count("\n") == 1
    assert os.listdir() == []

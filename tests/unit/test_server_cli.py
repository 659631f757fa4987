"""The command line, as a child's computer runs it."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
from urllib.parse import quote

import pytest
from sunmao.server import opening
from workspaces import block, stack, text

SUNMAO = [sys.executable, "-m", "sunmao.server"]
posix = pytest.mark.skipif(os.name == "nt", reason="signals and modes as on POSIX systems")


def sunmao(*words, data: bytes | None = None, lang: str = "en"):
    environment = {**os.environ, "SUNMAO_LANG": lang}
    return subprocess.run([*SUNMAO, *map(str, words)], input=data, capture_output=True, env=environment, timeout=120)


def workspace(*blocks) -> bytes:
    return json.dumps({"blocks": {"blocks": [stack([block("program_start"), *blocks])]}}).encode()


def test_compile_prints_the_program(tmp_path):
    (tmp_path / "workspace.json").write_bytes(workspace(block("text_print", TEXT=text("你好"))))
    done = sunmao("compile", tmp_path / "workspace.json")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "print('你好')\n", b"")


def test_compile_reads_standard_input_and_speaks_json():
    done = sunmao("compile", "-", "--json", data=workspace(block("text_print", TEXT=text("hi"))))
    assert done.returncode == 0 and json.loads(done.stdout)["python"] == "print('hi')\n"


def test_compile_names_the_block_that_is_wrong():
    bad = block("no_such_block")
    done = sunmao("compile", "-", data=workspace(bad))
    assert done.returncode == 1 and f"[{bad['id']}]" in done.stderr.decode()


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\0" * 10, b"[" * 100_000])
def test_compile_of_no_workspace(data):
    done = sunmao("compile", "-", data=data)
    assert done.returncode == 1 and done.stdout == b"" and done.stderr.decode().count("\n") == 1


def test_wrong_use_has_status_2(tmp_path):
    assert sunmao("compile", tmp_path / "none.json").returncode == 2
    assert sunmao("compile").returncode == 2
    assert sunmao("--port", "99999").returncode == 2
    assert sunmao("nonsense").returncode == 2
    assert sunmao("run", tmp_path / "none.py").returncode == 2


def test_only_this_computer(tmp_path):
    done = sunmao("--host", "0.0.0.0", "--no-browser", "--projects", tmp_path)
    assert done.returncode == 2 and done.stdout == b"" and "0.0.0.0" in done.stderr.decode()


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


def test_the_doctor_lists_everything_with_repairs():
    done = sunmao("doctor", "--json")
    found = {row["id"]: row for row in json.loads(done.stdout)}
    assert {"python", "numpy", "cv2", "onnxruntime", "sklearn", "torch", "page", "disk", "memory"} <= found.keys()
    assert done.returncode == int(any(row["level"] == "error" for row in found.values()))
    assert all(set(row["text"]) == {"zh", "en"} for row in found.values())


def test_the_doctor_offers_a_command_for_what_is_broken():
    from sunmao.server import doctor

    doctor.PACKAGES["no_such_module"] = "no-such-package"
    try:
        found = doctor.package("no_such_module")
    finally:
        del doctor.PACKAGES["no_such_module"]
    assert not found.ok and found.repair.endswith('-m pip install "no-such-package"')
    assert "no_such_module" in doctor.line(found)


@pytest.fixture
def studio(tmp_path):
    process = subprocess.Popen(
        [*SUNMAO, "--no-browser", "--port", "0", "--projects", str(tmp_path / "张 三")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, "SUNMAO_LANG": "en"},
    )  # fmt: skip
    process.url = process.stdout.readline().strip()
    yield process
    process.kill()
    process.communicate()


def test_the_studio_prints_its_address_and_nothing_else(studio, tmp_path):
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{20,}", studio.url)
    token = studio.url.split("token=")[1]
    again = sunmao("--no-browser", "--port", "0", "--projects", tmp_path / "张 三")
    assert again.returncode == 1 and again.stdout == b""
    assert again.stderr.decode().strip() == "Already open at " + studio.url.split("?")[0]
    places = [path for path in (tmp_path / "张 三" / ".sunmao").rglob("*") if path.is_file()]
    assert places and not any(token in path.read_text(encoding="utf-8", errors="replace") for path in places)


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_studio_ends_when_it_is_told_to(studio, number):
    studio.send_signal(number)
    rest, errors = studio.communicate(timeout=30)
    assert (studio.returncode, rest, errors) == (0, "", "")


def test_a_port_that_is_taken_is_left_to_its_owner(tmp_path):
    from sunmao.server.serving import listen

    with listen("127.0.0.1", 0) as stranger:
        port = stranger.getsockname()[1]
        with listen("127.0.0.1", port) as ours:
            assert ours.getsockname()[1] != port


@posix
def test_the_browser_is_led_by_a_file_that_only_its_owner_reads(monkeypatch):
    opened = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(opening.webbrowser, "open", lambda address: opened.append(address) or True)
    path = opening.open_browser("http://127.0.0.1:1/?token=a&b<c")
    try:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert "token=a&amp;b&lt;c" in path.read_text(encoding="utf-8")
        assert opened == [path.as_uri()] and "token" not in opened[0]
    finally:
        path.unlink()


def test_without_a_browser_nothing_is_left_behind(monkeypatch, tmp_path):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(opening.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(opening.webbrowser, "open", lambda address: False)
    assert opening.open_browser("http://127.0.0.1:1/") is None
    assert list(tmp_path.iterdir()) == []


ROUGH = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "gbk", "PYTHONSTARTUP": "nowhere.py"}


@posix
def test_chinese_names_under_rough_settings(tmp_path, monkeypatch):
    from tests.studio import Visitor, start_studio, stop_studio

    for name, value in ROUGH.items():
        monkeypatch.setenv(name, value)
    studio = start_studio(tmp_path / "张 三")
    try:
        visitor = Visitor(studio)
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

"""`start.py`: what it installs for the studio, for tests, and when nothing is to be done."""

import importlib.util
import json
import os
import ssl

import pytest

from tests.support.paths import ROOT


@pytest.fixture
def start(tmp_path, monkeypatch):
    """The script, with an environment of its own and nothing that is run in earnest."""
    spec = importlib.util.spec_from_file_location("sunmao_start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(module, "ENGINE", tmp_path / "sunmao-engine" / "state.json")
    monkeypatch.setattr(module, "make_environment", lambda: None)
    monkeypatch.setattr(module, "page_is_current", lambda: True)
    monkeypatch.setattr(module, "WHEELS", tmp_path / "wheels of a room")
    monkeypatch.setenv("UV_SYSTEM_CERTS", "1")
    for name in ("PIP_FIND_LINKS", "PIP_NO_INDEX", "UV_FIND_LINKS", "UV_OFFLINE"):
        monkeypatch.setenv(name, "")  # so that it is put back
        monkeypatch.delenv(name)
    module.ran = []
    monkeypatch.setattr(module, "run", lambda *words: module.ran.append(words))
    monkeypatch.setattr(module.subprocess, "call", lambda command, cwd: 0)
    return module


def installed(start) -> list[str]:
    """List the installations that uv was asked for, each with a word when it installs anew."""
    found = [words for words in start.ran if "--editable" in words]
    start.ran.clear()
    return [" ".join(word for word in (*words[-1:], *(["anew"] if "--reinstall" in words else []))) for words in found]


def test_the_studio_begins_without_the_engine_and_is_told_to_bring_it(start):
    assert start.main([]) == 0
    assert installed(start) == ["."] and json.loads(start.ENGINE.read_text()) == {"wanted": True}
    assert start.main([]) == 0 and installed(start) == []
    # What a child has put off stays put off.
    start.ENGINE.write_text(json.dumps({"wanted": False}))
    (start.ENVIRONMENT / "sunmao-stamp").unlink()
    start.main([])
    assert installed(start) == ["."] and json.loads(start.ENGINE.read_text()) == {"wanted": False}


def test_tests_install_everything_and_the_studio_then_nothing(start):
    assert start.main(["test"]) == 0
    assert installed(start) == [".[train,test]"] and not start.ENGINE.exists()
    assert start.main(["test", "--fast"]) == 0 and start.main([]) == 0 and installed(start) == []
    start.main(["check"])
    assert installed(start) == [".[train,test,check]"]


def test_new_requirements_reach_an_engine_that_is_there(start):
    start.main([])
    installed(start)
    (start.ENVIRONMENT / "lib" / "python3.11" / "site-packages" / "torch").mkdir(parents=True)
    (start.ENVIRONMENT / "sunmao-stamp").write_text("base of another pyproject.toml")
    start.main([])
    assert installed(start) == [".[train]"]


def test_half_an_engine_is_left_to_the_studio_and_mended_for_tests(start):
    start.main([])
    installed(start)
    (start.ENVIRONMENT / "lib" / "python3.11" / "site-packages" / "torch").mkdir(parents=True)
    start.ENGINE.write_text(json.dumps({"wanted": True, "unfinished": True}))
    assert not start.has_engine()
    start.main([])
    assert installed(start) == []
    start.main(["test"])
    assert installed(start) == [".[train,test] anew"] and start.has_engine()


@pytest.mark.parametrize(("known", "set_already", "trusted"), [(140, None, "1"), (140, "0", "0"), (0, None, None)])
def test_uv_trusts_whom_the_system_trusts(start, monkeypatch, known, set_already, trusted):
    """Behind a proxy that looks into connections, only the system's certificates hold."""
    monkeypatch.delenv("UV_SYSTEM_CERTS")
    if set_already:
        monkeypatch.setenv("UV_SYSTEM_CERTS", set_already)
    monkeypatch.setattr(ssl.SSLContext, "cert_store_stats", lambda context: {"x509_ca": known})
    start.main([])
    assert os.environ.get("UV_SYSTEM_CERTS") == trusted


def test_a_folder_of_wheels_stands_for_the_network(start, monkeypatch):
    start.main([])
    assert "PIP_NO_INDEX" not in os.environ and "UV_OFFLINE" not in os.environ
    start.WHEELS.mkdir()
    monkeypatch.setenv("PIP_FIND_LINKS", "/elsewhere")
    start.main([])
    assert os.environ["PIP_NO_INDEX"] == os.environ["UV_OFFLINE"] == "1"
    assert os.environ["UV_FIND_LINKS"] == start.WHEELS.as_uri() and "%20of%20a%20room" in os.environ["UV_FIND_LINKS"]
    assert os.environ["PIP_FIND_LINKS"].split() == ["/elsewhere", start.WHEELS.as_uri()]


def test_the_folder_is_filled_with_what_the_studio_brings_later(start, capsys):
    assert start.main(["wheels", "no such"]) == 2 and "language" in capsys.readouterr().err
    start.ran.clear()
    assert start.main(["wheels"]) == 0
    [command] = [words for words in start.ran if "download" in words]
    named = " ".join(command)
    for package in ("flask>", "torch>", "jieba-py", "rapidocr", "setuptools<81", "uv", str(start.WHEELS)):
        assert package in named, package
    start.ran.clear()
    assert start.main(["wheels", "language"]) == 0 and "torch>" not in " ".join(start.ran[-1])

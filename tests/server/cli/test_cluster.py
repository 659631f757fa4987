"""`sunmao cluster` and `--where`: what is refused, in a sentence, also without Ray."""

import os
import subprocess
import sys

import pytest

from sunmao.cluster.cluster_address import FOLDER
from sunmao.server.cli.main import main

CLUSTER = f"https://127.0.0.1:9/#{'t' * 43}.{'0' * 64}"


@pytest.fixture(autouse=True)
def names(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "names"))
    monkeypatch.setenv("SUNMAO_LANG", "en")


@pytest.mark.parametrize(
    "words, status, said",
    [
        (["cluster", "jobs", "lab"], 2, "no cluster called"),
        (["cluster", "stop", "http://lab", "ab"], 2, "no address of a cluster"),
        (["cluster", "name", "lab", "lab"], 2, "no address of a cluster"),
        (["cluster", "name", "https://lab", CLUSTER], 2, "cannot be the name"),
        (["cluster", "jobs", CLUSTER], 1, "does not answer"),
    ],
)
def test_what_makes_no_sense_is_said(capsys, words, status, said):
    assert main(words) == status
    assert said in capsys.readouterr().err


def test_a_name_is_used(capsys):
    assert main(["cluster", "name", "lab", CLUSTER]) == 0
    assert main(["cluster", "jobs", "lab"]) == 1
    told = capsys.readouterr().err
    assert "127.0.0.1:9" in told and "ttt" not in told


@pytest.mark.process
@pytest.mark.parametrize("words", [["start"], ["join", CLUSTER]])
def test_without_ray_one_sentence_says_what_to_install(tmp_path, words):
    command = (
        "import sys; sys.modules['ray'] = None\n"
        f"from sunmao.server.cli.main import main; sys.exit(main({['cluster', *words]!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, env={**os.environ}, cwd=tmp_path
    )
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "sunmao[cluster]" in done.stderr

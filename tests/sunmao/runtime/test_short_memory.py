"""Little address space, as a school's limits leave: a training program ends in a sentence, wherever memory ends."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.blocks.workspace_builder import block, program, set_variable, text, variable
from tests.support.limits import HANG_TIMEOUT
from tests.support.studio import ApiClient, start_studio, stop_studio

resource = pytest.importorskip("resource", reason="limits of address space are POSIX")
pytestmark = [
    pytest.mark.process,
    pytest.mark.training,
    pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep to RLIMIT_AS"),
]

LIMIT = "import resource\nresource.setrlimit(resource.RLIMIT_AS, ({0}, {0}))\n"
PROGRAM = """
from sunmao.vision import Classification

model = Classification(backbone='LeNet')
model.load_dataset(path='data/digits', check=False)
model.train(epochs=1)
"""
# What the limited process becomes.
COMMANDS = {
    "python main.py": "[sys.executable, 'main.py']",
    "sunmao run": "[sys.executable, '-m', 'sunmao.server', 'run', 'main.py']",
}
SENTENCES = {"en": ("enough memory", "too little memory"), "zh": ("内存不够", "内存太小")}


@pytest.mark.parametrize(
    ("command", "gigabytes", "language"),
    [
        ("python main.py", 2.5, "zh"),
        ("python main.py", 3.3, "en"),
        ("python main.py", 4.0, "en"),
        ("sunmao run", 3.3, "zh"),
    ],
)
@pytest.mark.long
def test_a_training_ends_in_a_sentence(tmp_path, digits, command, gigabytes, language):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "digits").symlink_to(digits, target_is_directory=True)
    (tmp_path / "main.py").write_text(PROGRAM, "utf-8")
    code = LIMIT.format(int(gigabytes * 1e9)) + f"import os, sys\nos.execv(sys.executable, {COMMANDS[command]})"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"SUNMAO_LANG": language, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=HANG_TIMEOUT,
    )
    if done.returncode:  # a torch without graphics cards is smaller and learns
        assert any(said in done.stderr for said in SENTENCES[language]), done.stderr
        assert "Traceback" not in done.stderr and "SUNMAO_TRACEBACK=1" in done.stderr


@pytest.mark.long
def test_a_run_of_the_studio_ends_in_a_sentence(tmp_path, digits):
    """The studio itself is limited, and so are its warm interpreters and its programs."""
    studio = start_studio(tmp_path / "projects", before=LIMIT.format(int(2.5e9)))
    try:
        client = ApiClient(studio)
        project = client.ask("POST", "/api/projects", {"title": "short", "lang": "en"})
        [folder] = [path.parent for path in Path(studio.projects).glob("*/project.json")]
        shutil.copytree(digits, folder / "data" / "digits")
        run = client.run(
            project,
            program(
                [
                    set_variable("model", block("model_classification", {"backbone": "LeNet"})),
                    block("model_load_dataset", model=variable("model"), path=text("data/digits")),
                    block(
                        "model_train",
                        {"validate": "TRUE"},
                        model=variable("model"),
                        epochs=block("math_number", {"NUM": 1}),
                    ),
                ]
            ),
        )
        events = client.until_over(project["id"], run["id"])
    finally:
        stop_studio(studio)
    if events[-1]["state"] == "error":
        [error] = [event for event in events if event["kind"] == "error"]
        assert "memory" in error["title"]["en"] and "内存" in error["title"]["zh"], json.dumps(error)
        assert error["hint"]["zh"] and error["hint"]["en"] and error["line"]
        assert "map segment" in error["traceback"] or "Memory" in error["traceback"], "the cause is one click away"

"""The findings of ruff in generated Python, by pycodestyle's rules (E, W) and its own."""

import json
import subprocess
import sys
from pathlib import Path

from sunmao.codegen.printing.line_breaks import WIDTH

RULES = "E,F,W,I,UP,SIM,PIE,C4,RET"
# What the pupil's own blocks say: `if` and `else` where one line would do (SIM108), a loop where any or all would (SIM110).
PUPILS = "SIM108,SIM110"


def list_findings(programs: dict[str, str], folder: Path) -> list[str]:
    """List ruff's findings in some programs, each named, which are written into a folder."""
    for name, text in programs.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    options = ["--isolated", "--no-cache", "--select", RULES, "--ignore", PUPILS, "--line-length", str(WIDTH)]
    command = [sys.executable, "-m", "ruff", "check", *options, "--output-format", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert not done.stderr.strip(), done.stderr
    found = json.loads(done.stdout)
    return [f"{Path(each['filename']).name}:{each['location']['row']} {each['code']}" for each in found]

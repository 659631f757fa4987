"""Sets up everything in `.venv` and starts Sunmao: `python3 start.py` opens the studio, `python3 start.py test` runs
the tests, `python3 start.py check` looks at format, types and imports, `python3 start.py docs` builds the documentation
site into `build/site`.

The studio begins without the training engine, and brings it while it is used (`server/engine`); the other two install
all that they need at once. `python3 start.py wheels` fills a folder of packages for computers of the same kind without a network.

Needs Python 3.11 or newer and, the first time, a network for the packages or that folder; standard library only. Arguments after that
are handed on: `python3 start.py --port 8100`, `python3 start.py test tests/blocks`.
"""

from __future__ import annotations  # older Pythons shall read as far as the sentence for them

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
ENGINE = ENVIRONMENT / "sunmao-engine" / "state.json"  # see server/engine/engine_state.py
WHEELS = HERE / "wheels"
FIRST_USED = (
    "train",
    "language",
    "ocr",
    "tables",
    "forms",
    "frames",
)  # extras that the studio brings when they are first used
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")


def main(arguments: list[str]) -> int:
    """Install what is missing, then become the studio or the test run. Returns its exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal that cannot write Chinese
    if sys.version_info < (3, 11):
        print("Sunmao needs Python 3.11 or newer. 榫卯需要 Python 3.11 或更新的版本。", file=sys.stderr)
        return 2
    trust_system_certificates()
    [task] = arguments[:1] if arguments[:1] in (["test"], ["check"], ["docs"], ["wheels"]) else ["run"]
    base = "train" if has_engine() else ""
    try:
        if task == "wheels":
            return fetch_wheels(arguments[1:])
        use_wheels()
        install({"run": base, "test": "train,test", "check": "train,test,check", "docs": "docs"}[task])
    except (subprocess.CalledProcessError, OSError) as error:
        print(
            f"{error}\nThis could not be set up: see above. Is there a network? Run it again. 没有装好，原因见上面。网络通吗？再运行一次。",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        return 1
    # A file stays together: its tests share a studio. Which come first, tests/conftest.py says. Where no studio is
    # shared, whoever is done first takes over from the other.
    order = ["worksteal"] if "--fast" in arguments else ["loadfile", "--no-loadscope-reorder"]
    # A third keeps two cores busy while tests wait for browsers and processes. The long ones learn, on both cores.
    workers = "2" if {"--fast", "--all", "--long"} & {*arguments} else "3"
    # Nor has a fast run a timer for each of thousands of tests, to show where one hangs: it takes a twentieth of it.
    quick = ["-o", "faulthandler_timeout=0"] if "--fast" in arguments else []
    pytest = ["-m", "pytest", "-n", workers, "--dist", *order, *quick]
    command = {
        "run": ["-m", "sunmao.server", *arguments],
        "test": [*pytest, *arguments[1:]],
        "check": ["-m", "checks", *arguments[1:]],
        "docs": ["-m", "checks.site", *arguments[1:]],
    }[task]
    if task == "test":  # without kept bytecode, each of the hundreds of processes compiles every module anew
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        return subprocess.call([str(PYTHON), *command], cwd=HERE)
    except KeyboardInterrupt:
        return 0


def install(extras: str) -> None:
    """Make `.venv` and install the clone into it, unless that was done for these sources and extras."""
    stamp = ENVIRONMENT / "sunmao-stamp"
    done = stamp.read_text().split("\n") if stamp.is_file() else []
    # The studio completes what is there itself, so that any of these will do for it.
    found = {wanted(each) for each in ("", "train", "train,test", "train,test,check", "docs")} & set(done)
    if (found if extras in ("", "train") else wanted(extras) in done) and page_is_current():
        return
    make_environment()
    print("Setting up Sunmao: the first time takes some minutes. 正在准备榫卯，第一次要几分钟。", flush=True)
    # uv resolves and unpacks the training engine several times faster than pip.
    run("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv")
    again = ["--reinstall"] if extras and read_engine_record().get("unfinished") else []
    run(
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        *again,
        "--python",
        str(PYTHON),
        "--editable",
        f".[{extras}]" if extras else ".",
    )
    if again or not (extras or ENGINE.is_file()):
        ENGINE.parent.mkdir(exist_ok=True)
        ENGINE.write_text(json.dumps({"wanted": True}))
    stamp.write_text("\n".join({*done, wanted(extras)} if wanted(extras) not in done else done))


def fetch_wheels(extras: list[str]) -> int:
    """Fill the folder `wheels` with what this system's studio needs and with these extras, all where none is named."""
    import tomllib  # which older Pythons do not have

    install("")
    pyproject = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))
    optional = pyproject["project"]["optional-dependencies"]
    if unknown := sorted(set(extras) - set(optional)):
        print(f"{', '.join(unknown)}? {', '.join(FIRST_USED)}", file=sys.stderr)
        return 2
    wanted = [*pyproject["build-system"]["requires"], *pyproject["tool"]["uv"]["build-constraint-dependencies"]]
    wanted += [*pyproject["project"]["dependencies"], "pip", "uv"]
    for extra in extras or FIRST_USED:
        wanted += optional[extra]
    run("-m", "pip", "download", "--disable-pip-version-check", "--dest", str(WHEELS), *wanted)
    return 0


def use_wheels() -> None:
    """Let pip, uv and the studio take packages from the folder `wheels`, where it is there, and ask no network."""
    if WHEELS.is_dir():
        for tool, alone in (("PIP", "NO_INDEX"), ("UV", "OFFLINE")):
            # As an address: both divide such lists at spaces.
            os.environ[f"{tool}_FIND_LINKS"] = f"{os.environ.get(f'{tool}_FIND_LINKS', '')} {WHEELS.as_uri()}".strip()
            os.environ.setdefault(f"{tool}_{alone}", "1")


def trust_system_certificates() -> None:
    """Let uv trust whom the system trusts, as pip does: a school's proxy that looks into connections is known there."""
    with contextlib.suppress(ImportError):  # a Python without it is told so by pip
        import ssl

        if ssl.create_default_context().cert_store_stats()["x509_ca"]:
            os.environ.setdefault("UV_SYSTEM_CERTS", "1")


def make_environment() -> None:
    """Make `.venv`, also where an earlier try stopped half-way. Raises OSError where this Python cannot."""
    if (
        PYTHON.is_file()
        and subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True).returncode == 0
    ):
        return
    try:
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
    except (subprocess.CalledProcessError, OSError) as error:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        raise OSError(
            f"{error}\nPython's venv is missing. On Debian and Ubuntu: sudo apt install python3-venv. 缺少 Python 的 venv。"
        ) from None


def has_engine() -> bool:
    """Whether the training engine is there, complete as far as anybody knows."""
    folders = [*ENVIRONMENT.glob("lib/*/site-packages/torch"), *ENVIRONMENT.glob("Lib/site-packages/torch")]
    return bool(folders) and not read_engine_record().get("unfinished")


def read_engine_record() -> dict:
    """What the studio has kept of the engine's installation; empty where nothing can be read."""
    try:
        said = json.loads(ENGINE.read_text())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def wanted(extras: str) -> str:
    """What an installation depends on, as one line."""
    return f"{extras or 'base'} {hashlib.sha256((HERE / 'pyproject.toml').read_bytes()).hexdigest()}"


def page_is_current() -> bool:
    """Whether the built page fits its sources (asked of the file that builds it)."""
    sys.path.insert(0, str(HERE / "static"))
    from build_page import is_current

    return is_current()


def run(*words: str) -> None:
    subprocess.run([str(PYTHON), *words], cwd=HERE, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

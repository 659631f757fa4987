"""Programs that the school textbooks print: how many of them run as they stand, end with a sentence, or break.

SUNMAO_BENCHMARK_PRINTED names the folder of the books' documentation (Markdown files, or a Git repository of them, bare
or not); none of its text is kept here. Each block that imports one of the textbooks' packages is a program in a folder
of its own, with files of the kinds that it names. Loops without an end, trainings and pages count as running while they run.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.rows import NotHere, Row, Size, report_progress
from tests.support.paths import ROOT

PLACE = "SUNMAO_BENCHMARK_PRINTED"
LIBRARIES = (
    "MMEdu",
    "BaseML",
    "BaseNN",
    "BaseDT",
    "BaseDeploy",
    "XEdu",
    "pinpong",
    "siot",
    "pywebio",
    "gradio",
    "remi",
)
OTHERS = ("PySimpleGUIWeb", "pandas", "qrcode", "pyttsx3", "requests", "torch", "tqdm")
MISPRINTED = 2  # programs that take four of five values, or two of one: they break with the books' own packages, too
LIMIT, LONG = 12, 120  # seconds that a program may run: one without an end, and any other
ENDLESS = re.compile(r"\bwhile\b|\bloop\(\)|\.launch\(|\bstart\(|\.run_|\.train\(")
SMALLEST, WORKERS, COMMONEST = 4, 2, 40
FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[^\n]*\n(.*?)^[ \t]*\1", re.M | re.S)
IMPORT = re.compile(rf"^\s*(?:from|import)\s+({'|'.join(LIBRARIES)})\b", re.M)
# What a page says before a block: places of a picture and of a model.
GIVEN = {"img_path": "test.jpg", "model_path": "model.onnx", "folder_path": "pictures", "log_path": "my_log.json"}
PATH = re.compile(r"""['"]([\w./\\: ()（）-]*?\.(csv|jpg|jpeg|png|onnx|pkl|json|txt))['"]""")
WIDTHS = (
    re.compile(r"data\s*=\s*\[\[([^\[\]]+)\]"),
    re.compile(r"(?:x_column|data_column)\s*=\s*\[([^\]]+)\]"),
    re.compile(r"usecols\s*=\s*\[([^\]]+)\]"),
    re.compile(r"test_data = \[\[([^\]]+)\]"),
)
SIZE = re.compile(r"size\s*=\s*\(\s*(\d+)\s*,", re.I)
LAST = re.compile(r"(?:range\(\d+\s*,\s*|(?:label_column|y_column)\s*=\s*\[?)(\d+)")
TYPED = "5.1\n3.5\n1.4\n0.2\n" * 5
HAND = ROOT.parent / "shared" / "data" / "sign-digits" / "test_set"


@dataclass(frozen=True)
class Block:
    """A printed program. place: its page and line; libraries: which of the packages it imports."""

    place: str
    text: str
    libraries: tuple[str, ...]


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """A row of each package, and one of what breaks. Raises NotHere."""
    blocks = list(dict.fromkeys(list_blocks(find_pages())))[: size.pick(None, SMALLEST)]
    with tempfile.TemporaryDirectory() as place:
        prepare_models(Path(place, "models"))
        with ThreadPoolExecutor(WORKERS) as pool:
            ends = list(pool.map(lambda number: run_block(blocks[number], Path(place), number), range(len(blocks))))
    found: dict[str, Counter] = defaultdict(Counter)
    for block, (end, why) in zip(blocks, ends, strict=True):
        for library in block.libraries:
            found[library][end] += 1
        if end != "runs":
            report_progress(f"{end}: {block.place}: {why}")
    for library, counts in sorted(found.items()):
        total = sum(counts.values()) - counts["part"]
        note = ", ".join(f"{end}: {count}" for end, count in sorted(counts.items()))
        yield Row(f"{library}: printed programs that run", 100 * counts["runs"] / max(total, 1), "%", ">= 0", note=note)
    broken = sum(end == "breaks" for end, _ in ends)
    yield Row("printed programs that break", broken, "", f"<= {MISPRINTED}", note=f"{len(blocks)} programs")


def find_pages() -> Iterator[tuple[str, str]]:
    """(name, text) of the Markdown files. Raises NotHere."""
    place = os.environ.get(PLACE)
    if not place or not Path(place).is_dir():
        raise NotHere(f"{PLACE} names no folder of the textbooks' documentation")
    if pages := sorted(Path(place).rglob("*.md")):
        yield from ((path.relative_to(place).as_posix(), path.read_text("utf-8", "replace")) for path in pages)
        return
    listed = _ask_git(place, "ls-tree", "-r", "--name-only", "-z", "HEAD").decode()
    for name in listed.split("\0"):
        if name.endswith(".md"):
            yield name, _ask_git(place, "show", f"HEAD:{name}").decode("utf-8", "replace")


def _ask_git(place: str, *words: str) -> bytes:
    done = subprocess.run(["git", "-C", place, *words], capture_output=True)
    if done.returncode:
        raise NotHere(f"{PLACE}: {place} has neither Markdown files nor a Git repository")
    return done.stdout


def list_blocks(pages: Iterator[tuple[str, str]]) -> Iterator[Block]:
    """The programs that are printed, each once."""
    seen = set()
    for name, text in pages:
        text = text.replace("\r", "")
        for found in FENCE.finditer(text):
            program = textwrap.dedent(found[2])
            libraries = tuple(dict.fromkeys(IMPORT.findall(program)))
            if libraries and program not in seen:
                seen.add(program)
                yield Block(f"{name}:{text.count(chr(10), 0, found.start()) + 1}", program, libraries)


def prepare_models(folder: Path) -> None:
    """One model file of each kind, which programs name by names of their own."""
    from tests.support.onnx_files import sides

    folder.mkdir()
    (folder / "model.onnx").write_bytes(sides())


def run_block(block: Block, place: Path, number: int) -> tuple[str, str]:
    """('runs', 'says', 'breaks', 'slow' or 'part', why): how a program ended."""
    folder = place / str(number)
    folder.mkdir()
    head = [f"{name} = {value!r}" for name, value in GIVEN.items() if name in block.text]
    lines = [line for line in block.text.splitlines() if not line.lstrip().startswith(("!", "%"))]
    program = "\n".join([*head, *lines]) + "\n"
    (folder / "main.py").write_text(program, encoding="utf-8")
    try:
        compile(program, "main.py", "exec")
    except SyntaxError as error:
        shutil.rmtree(folder)
        return "part", f"printed with a mistake: {error.msg}"
    try:
        prepare_files(folder, block.text, place / "models")
    except (OSError, ValueError) as error:
        return "part", f"no files could be made for it: {error}"
    clip = folder / "test.jpg"
    command = [sys.executable, "-P", "-m", "sunmao.compat", "--camera", clip.as_posix(), "main.py"]
    endless = ENDLESS.search(block.text)
    own = {"SUNMAO_TRACEBACK": "1", "SUNMAO_LANG": "en", "PYTHONIOENCODING": "utf-8", "OMP_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **own},
            input=TYPED,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=LIMIT if endless else LONG,
        )
    except subprocess.TimeoutExpired:
        return ("runs" if endless else "slow"), "still runs"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return judge(done.returncode, done.stderr, block.text)


def judge(status: int, said: str, program: str) -> tuple[str, str]:
    """How a program ended, by its status and what Python said of it."""
    if status == 0:
        return "runs", ""
    from sunmao import errors

    lines = [line for line in said.splitlines() if line and not line[0].isspace()] or ["nothing was said"]
    kinds = [line for line in lines if re.match(r"[\w.]+(Error|Exception|Exit|Absent|Missing)?:? ?", line)]
    last = next(
        (line for line in reversed(kinds) if re.match(r"^(sunmao\.|\w+(\.\w+)*(Error|Interrupt)\b)", line)), lines[-1]
    )
    name = last.partition(":")[0].rpartition(".")[2]
    kind = getattr(errors, name, None)
    if isinstance(kind, type) and issubclass(kind, errors.SunmaoError):
        return "says", last[:200]
    missing = re.match(r"(?:ModuleNotFoundError|ImportError): .*?'([\w.]+)'", last)
    if missing:
        return ("says" if missing[1].partition(".")[0] in (*LIBRARIES, *OTHERS, "MMBase", "base") else "breaks"), last
    undefined = re.match(r"NameError: name '(\w+)'", last)
    if undefined and not re.search(rf"^\s*{undefined[1]}\s*=", program, re.M):
        return "part", last
    return "breaks", last[:200]


def prepare_files(folder: Path, program: str, models: Path) -> None:
    """Files and folders of the kinds that a program names."""
    rng = np.random.default_rng(0)
    picture = next(iter(sorted(HAND.glob("5/*"))), None) if HAND.is_dir() else None
    width = find_width(program)
    for name in ("test.jpg", "pictures/a.jpg"):
        write_picture(folder / name, picture)
    log = [{"mode": "train", "epoch": 1, "iter": 10 * n, "loss": 1 / n} for n in range(1, 9)]
    (folder / "my_log.json").write_text("\n".join(map(json.dumps, log)))
    for path, ending in {*PATH.findall(program), ("model.onnx", "onnx")}:
        target = folder / path.replace("\\", "/").lstrip("/")
        if ":" in path or ".." in path or not target.suffix or target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if ending in ("jpg", "jpeg", "png"):
            write_picture(target, picture)
        elif ending == "csv":
            write_table(target, width, rng)
        elif ending == "onnx":
            write_model(target, program, width, models)
        elif ending == "pkl":
            write_learner(target, program, width)
        elif ending == "json":
            shutil.copyfile(folder / "my_log.json", target)
        elif ending == "txt":
            target.write_text("print('hello')\n")


def find_width(program: str) -> int:
    """How many columns of numbers a program's rows have."""
    for pattern in WIDTHS:
        if found := pattern.search(program):
            numbers = [each for each in found[1].split(",") if each.strip()]
            top = max((int(each) for each in numbers if each.strip().isdigit()), default=0)
            return (
                max(len(numbers), top + 1)
                if "column" in pattern.pattern or "usecols" in pattern.pattern
                else len(numbers)
            )
    if found := LAST.search(program):
        return int(found[1])
    return int(found[1]) if (found := SIZE.search(program)) else 4


def write_picture(path: Path, picture: Path | None) -> None:
    """A photograph of a hand where there is one, else noise."""
    import cv2

    path.parent.mkdir(parents=True, exist_ok=True)
    image = cv2.imread(str(picture)) if picture else None
    if image is None:
        image = np.random.default_rng(1).integers(0, 255, (240, 320, 3), dtype=np.uint8)
    image = cv2.copyMakeBorder(image, 60, 60, 60, 60, cv2.BORDER_REPLICATE)
    cv2.imencode(path.suffix, cv2.resize(image, None, fx=2, fy=2))[1].tofile(str(path))


def write_table(path: Path, width: int, rng: np.random.Generator) -> None:
    """Rows of so many numbers and, last, 0, 1 or 2."""
    rows = rng.normal(size=(90, width))
    labels = np.digitize(rows[:, 0], [-0.5, 0.5])
    names = ["x1", "x2", *(f"c{number}" for number in range(2, width))][:width]
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join([*names, "label"]) + "\n")
        for row, label in zip(rows, labels, strict=True):
            file.write(",".join(f"{each:.4f}" for each in row) + f",{label}\n")


def write_model(path: Path, program: str, width: int, models: Path) -> None:
    """An ONNX file of the task that a program names: of BaseNN, or one that tells classes apart."""
    if not re.search(r"task\s*=\s*['\"]basenn", program, re.I):
        shutil.copyfile(models / "model.onnx", path)
        return
    from tests.support.network_files import write_network

    width = 42 if "pose" in program else width
    image = re.search(r"basenn\.inference\(data\s*=\s*['\"]", program)
    size = [1, 1, 28, 28] if image else [1, width]
    write_network(path, np.eye(784 if image else width, 3), size, dataset_type="img" if image else "tab")


def write_learner(path: Path, program: str, width: int) -> None:
    """A file of BaseML by the algorithm that a program names."""
    from sunmao.compat.baseml.algorithms import CLASSIFIERS, REGRESSORS
    from sunmao.compat.baseml.supervised import TabularClassifier, TabularRegressor

    rows = np.random.default_rng(0).normal(size=(60, width))
    found = re.search(r"(?:cls|reg|clt)\(\s*(?:algorithm\s*=\s*)?['\"](\w+)['\"]", program)
    name = found[1] if found else "KNN"
    kind = TabularRegressor if "Regression" in program and name in REGRESSORS else TabularClassifier
    model = kind(name if name in (*CLASSIFIERS, *REGRESSORS) else "KNN")
    model.x_train, model.y_train = rows, (rows[:, 0] > 0).astype(int)
    model.train()
    model.save(path)

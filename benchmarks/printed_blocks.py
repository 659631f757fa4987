"""Programs that the school textbooks print: how many of them run as they stand, end with a sentence, or break.

SUNMAO_BENCHMARK_PRINTED names the folder of the books' documentation (Markdown files, or a Git repository of them, bare
or not); none of its text is kept here. Each block that imports one of the textbooks' packages is a program in a folder
of its own, with own files at the paths that it names, one epoch of training, and what the page prints above of the names
that it uses. Loops without an end and pages count as running while they run.

SUNMAO_BENCHMARK_PRINTED_GROUPS names a CSV file (columns file, line, group) of the blocks and what is wanted of each: it
adds a row for each group. Lessons that print `import pandas` need the extra `frames`.
"""

import ast
import builtins
import csv
import os
import re
import shutil
import signal
import subprocess
import tempfile
import textwrap
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.printed_files import PrintedFiles
from benchmarks.rows import NotHere, Row, Size, report_progress
from tests.support.paths import ROOT
from tests.support.programs import ProgramRunner

PLACE, LISTED = "SUNMAO_BENCHMARK_PRINTED", "SUNMAO_BENCHMARK_PRINTED_GROUPS"
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
OTHERS = ("PySimpleGUI", "PySimpleGUIWeb", "pandas", "qrcode", "pyttsx3", "requests", "torch", "tqdm")
MISPRINTED = 2  # programs that take four of five values, or two of one: they break with the books' own packages, too
# How many of a group may end otherwise: programs with a misprint (two, one), those of remi, PySimpleGUI and diffusion.
LEFT = {"must run": 2, "substitute": 11, "hardware stand-in": 0}
LIMIT, LONG = 25, 600  # seconds that a program may run: one without an end, and any other
ENDLESS = re.compile(r"\bwhile\b|\bloop\(\)|\.launch\(|\bstart\(|start_server\(|pywebio\.input|\.run_")
SMALLEST, ALL = 4, "all"
FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})[^\n]*\n(.*?)^[ \t]*\1", re.M | re.S)
IMPORT = re.compile(rf"^\s*(?:from|import)\s+({'|'.join(LIBRARIES)})\b", re.M)
# What a page says in words before a block: places of a picture and of a model, numbers of one's own.
GIVEN = {
    "img_path": "'test.jpg'",
    "model_path": "'model.onnx'",
    "folder_path": "'pictures'",
    "log_path": "'my_log.json'",
    "input_data": "__import__('numpy').zeros((1, 1, 32, 32), 'float32')",
    **{f"{what}_embeddings{n}": "[[0.1, 0.9], [0.8, 0.3]]" for what in ("txt", "image") for n in ("", "1", "2")},
    "test_data": "[[0.2, 0.4, 3.2, 5.6], [2.3, 1.8, 0.4, 2.3]]",
    "test_true_data": "[[0], [1]]",
    "df": "__import__('pandas').DataFrame({'首次参观': ['是'], '参观人数': ['多'], '天气': ['雨'], '专业人士': ['否']})",
}
EPOCHS = re.compile(r"(epochs\s*=\s*)\d+")
NETWORK = re.compile(r"http://192\.168\.[\d.]+/\S+?\.jpg")  # the picture of a camera in somebody's network
ABSOLUTE = re.compile(r"""(['"])(?:[A-Z]:[\\/]+|/+)((?:[^'"\n]*[/\\])?[^'"\n]*)\1""")
SLASHES = re.compile(r"[/\\]+")
BLANK = re.compile(r"""(path|save_fold|checkpoint)\s*=\s*(['"])\.\.\.\2""")  # "your own path here"
EXAMPLE = re.compile(r"""(['"])[^'"\n]*例如(\w+)\1""")  # "the name, for example MobileNet"
BLANKS = {"path": "own_data", "save_fold": "own_model", "checkpoint": "own_weights.pth"}
LOADED = (
    "numpy",
    "cv2",
    "sklearn.ensemble",
    "torch",
    "matplotlib.pyplot",
    "sunmao.compat.mmedu",
    "sunmao.compat.basenn",
)
START = """import runpy, sys
sys.argv = ["", "--camera", "test.jpg", "main.py"]
runpy.run_module("sunmao.compat", run_name="__main__", alter_sys=True)
"""
TYPED = "5.1\n3.5\n1.4\n0.2\n" * 5


@dataclass(frozen=True)
class Block:
    """A printed program. place: its page and line; libraries: which of the packages it imports; before: the programs
    that stand above it on its page.
    """

    place: str
    text: str
    libraries: tuple[str, ...]
    before: tuple[str, ...] = ()


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """A row of each package, and one of what breaks. Raises NotHere."""
    groups = read_groups()
    blocks = list(list_blocks(find_pages(), groups))[: size.pick(None, SMALLEST)]
    found: dict[str, Counter] = defaultdict(Counter)
    grouped: dict[str, Counter] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as place, make_runner() as runner:
        files = PrintedFiles(Path(place, "files"))
        for number, block in enumerate(blocks):
            end, why = run_block(block, files, runner, Path(place, str(number)))
            for library in (*block.libraries, ALL):
                found[library][end] += 1
            if group := groups.get(block.place):
                grouped[group][end] += 1
            if end != "runs":
                report_progress(f"{end}: {block.place}: {why}")
    for library, counts in sorted(found.items()):
        total = sum(counts.values()) - counts["part"]
        share = 100 * counts["runs"] / max(total, 1)
        yield Row(f"{library}: printed programs that run", share, "%", ">= 0", note=describe_ends(counts))
    for group, counts in sorted(grouped.items()):
        yield count_group(group, counts)
    yield Row(
        "printed programs that break", found[ALL]["breaks"], "", f"<= {MISPRINTED}", note=f"{len(blocks)} programs"
    )


def describe_ends(counts: Counter) -> str:
    return ", ".join(f"{end}: {count}" for end, count in sorted(counts.items()))


def count_group(group: str, counts: Counter) -> Row:
    """The row of a group: how many of its programs do not run; of one that cannot, how many have no sentence either."""
    others = counts.total() - counts["runs"]
    note = f"{counts['runs']} of {counts.total()} run; {describe_ends(counts)}"
    if group in LEFT:
        return Row(f"{group}: printed programs that do not run", others, "", f"<= {LEFT[group]}", note=note)
    silent = others - counts["says"] - counts["part"]
    return Row(f"{group}: printed programs without a sentence", silent, "", "<= 0", note=note)


def read_groups() -> dict[str, str]:
    """The group of each place, such as 'baseml/projects.md:213'; none where no file is named. Raises NotHere."""
    listed = os.environ.get(LISTED)
    if not listed:
        return {}
    try:
        rows = list(csv.DictReader(Path(listed).read_text("utf-8").splitlines()))
        return {f"{row['file']}:{row['line']}": row["group"] for row in rows}
    except (OSError, KeyError) as error:
        raise NotHere(f"{LISTED}: {listed} is no list of blocks: {error}") from error


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


def list_blocks(pages: Iterator[tuple[str, str]], listed: Container[str] = ()) -> Iterator[Block]:
    """The programs that import one of the packages, each once, and those at the places that are listed."""
    seen = set()
    for name, text in pages:
        name = name.removeprefix("source/")  # where Sphinx's pages lie
        text = text.replace("\r", "")
        before: list[str] = []
        for found in FENCE.finditer(text):
            program = textwrap.dedent(found[2])
            libraries = tuple(dict.fromkeys(IMPORT.findall(program)))
            place = f"{name}:{text.count(chr(10), 0, found.start()) + 1}"
            if place in listed or libraries and program not in seen:
                seen.add(program)
                yield Block(place, program, libraries, tuple(before))
            before.append(program)


def complete_program(program: str, before: Iterable[str]) -> str:
    """A program after those above it that have the names that it uses and does not make.

    >>> complete_program("print(x)", ["x = 1", "y = 2"])
    'x = 1\\nprint(x)'
    """
    for earlier in reversed(list(before)):
        missing = find_names(program, ast.Load) - find_names(program, ast.Store) - GIVEN.keys()
        if missing & find_names(earlier, ast.Store):
            program = f"{earlier.rstrip()}\n{program}"
    return program


def find_names(program: str, use: type) -> set[str]:
    """The names that a program makes (`ast.Store`), or those that it uses; none of one that is printed with a mistake."""
    try:
        nodes = list(ast.walk(ast.parse(program)))
    except SyntaxError:
        return set()
    found = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, use)}
    if use is ast.Load:
        return found - set(dir(builtins))
    for node in nodes:
        if isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
    return found


def adapt_program(program: str, folder: Path) -> str:
    """A program with one epoch of training, and with paths in its folder in the place of those of somebody's computer."""
    head = [f"{name} = {value}" for name, value in GIVEN.items() if name in find_names(program, ast.Load)]
    program = EPOCHS.sub(r"\g<1>1", program)
    program = ABSOLUTE.sub(lambda found: f"{found[1]}{re.sub(SLASHES, '/', found[2])}{found[1]}", program)
    program = BLANK.sub(lambda found: f"{found[1]}={BLANKS[found[1]]!r}", program)
    program = NETWORK.sub((folder / "test.jpg").as_uri(), program)
    program = EXAMPLE.sub(r"\1\2\1", program)
    return "\n".join([*head, program.rstrip()]) + "\n"


def make_runner() -> ProgramRunner:
    """Return a runner that starts programs in copies of a process that has loaded what lessons import."""
    places = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    own = {"SUNMAO_TRACEBACK": "1", "SUNMAO_LANG": "en", "PYTHONIOENCODING": "utf-8", "OMP_NUM_THREADS": "1"}
    return ProgramRunner(*LOADED, PYTHONPATH=places, MPLBACKEND="agg", **own)


def run_block(block: Block, files: PrintedFiles, runner: ProgramRunner, place: Path) -> tuple[str, str]:
    """('runs', 'says', 'breaks', 'slow' or 'part', why): how a program ended."""
    folder = place / "lesson"  # some name what lies above them
    program = adapt_program(complete_program(block.text, block.before), folder)
    folder.mkdir(parents=True)
    (folder / "main.py").write_text(program, encoding="utf-8")
    try:
        files.prepare(folder, program)
    except (OSError, ValueError) as error:
        return "part", f"no files could be made for it: {error}"
    (place / "start.py").write_text(START, encoding="utf-8")
    endless = ENDLESS.search(program)
    try:
        done = runner.run(place / "start.py", folder, TYPED, LIMIT if endless else LONG)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    if done.status == -signal.SIGALRM:
        return ("runs" if endless else "slow"), "still runs"
    return judge(done.status, done.err, program)


def judge(status: int, said: str, program: str) -> tuple[str, str]:
    """Return the verdict on a program and its reason, by its status and what Python said of it."""
    if status == 0:
        return "runs", ""
    from sunmao import errors

    lines = [line for line in said.splitlines() if line and not line[0].isspace()] or ["nothing was said"]
    kinds = [line for line in lines if re.match(r"[\w.]+(Error|Exception|Exit|Absent|Missing)?:? ?", line)]
    last = next(
        (line for line in reversed(kinds) if re.match(r"^(sunmao\.|\w+(\.\w+)*(Error|Interrupt)\b)", line)), lines[-1]
    )
    if last.startswith("SyntaxError"):
        return "part", f"printed with a mistake: {last}"
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

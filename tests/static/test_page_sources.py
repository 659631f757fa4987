"""The page's sources against what the page must say and hear: words in two languages, a handler for every event."""

import re
from functools import cache
from pathlib import Path

import pytest

from checks import generate_types
from sunmao.texts import TEXTS
from tests.support.spelling import BRITISH

SOURCES = Path(__file__).resolve().parents[2] / "static" / "src"
STRING = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
ROW = re.compile(rf"^  (\w+): \[\s*{STRING},\s*{STRING},?\s*\],$", re.M)
DOWN = {"start", "answer", "reached", "heard", "stop", "pace", "reach"}  # and what the page is not told

# The canvas's own catalog has other keys: test_canvas_sources.py reads it.
CATALOGS = {
    path.relative_to(SOURCES).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(SOURCES.rglob("*texts.ts"))
    if path not in (SOURCES / "lib" / "texts.ts", SOURCES / "canvas" / "texts.ts")
}


@cache
def rows_of(source: str) -> list[tuple[str, str, str]]:
    """key, zh and en of each row of a catalog."""
    return [(key, *(text[1:-1].replace("\\'", "'") for text in texts)) for key, *texts in ROW.findall(source)]


@cache
def texts() -> dict[str, tuple[str, str]]:
    """key → (zh, en) of every catalog."""
    return {key: (zh, en) for source in CATALOGS.values() for key, zh, en in rows_of(source)}


def holes(words: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", words))


def test_every_row_of_the_texts_is_read_here():
    for file, source in CATALOGS.items():
        table = source[source.index("= {") : source.index("} as const")]
        rows = re.findall(r"^  \w+:", table, re.M)
        assert len(rows) == len(rows_of(source)) > 0, file


def test_no_key_stands_twice():
    assert sum(len(rows_of(source)) for source in CATALOGS.values()) == len(texts()) > 100


def imported(path: Path) -> set[str]:
    """The files of static/src that a module imports when it is loaded itself; types are not loaded."""
    named = re.findall(
        r"^(?:import|export) (?!type )(?:[^;]*? from )?'(\.[^']+)';", path.read_text(encoding="utf-8"), re.M
    )
    tried = [(path.parent / f"{name}{end}").resolve() for name in named for end in (".ts", ".tsx")]
    return {one.relative_to(SOURCES).as_posix() for one in tried if one.is_file()}


def said_in(path: Path) -> set[str]:
    """The keys of sentences in a module: in calls, and in tables those with a capital letter inside (neither compared nor assigned)."""
    source = path.read_text(encoding="utf-8")
    if not re.search(r"import [^;]*/texts';", source):
        return set()
    calls = {key for call in re.findall(r"\b(?:t|both)\(([^()]*)", source) for key in re.findall(r"'(\w+)'", call)}
    return calls | set(re.findall(r"(?<!= )'([a-z]+[A-Z]\w*)'", source))


@pytest.mark.slow
def test_a_module_imports_the_catalogs_of_what_it_says():
    """A part of the page that is loaded later brings its sentences along; nothing else does. The registration of a kind
    of learning names sentences that the rooms which ask for them say."""
    home = {key: file for file, source in CATALOGS.items() for key, _, _ in rows_of(source)}
    registrations = {*(SOURCES / "features" / "tasks").glob("*/index.ts")}
    modules = [path for path in SOURCES.rglob("*.ts*") if not path.name.endswith("texts.ts")]
    missing = {
        path.name: needed - imported(path)
        for path in modules
        if path not in registrations and (needed := {home[key] for key in said_in(path) & home.keys()}) - imported(path)
    }
    assert len(modules) > 200 and not missing


def is_complete(zh: str, en: str) -> bool:
    """Whether both languages say it, with the same holes."""
    forms = en.split("|")
    counted = len(forms) == 1 or "n" in holes(zh)
    return bool(zh and en) and "|" not in zh and counted and all(holes(form) == holes(zh) for form in forms)


def keeps_to_the_words(zh: str, en: str) -> bool:
    """Whether it speaks as the house does, with a space between Chinese and Latin letters."""
    rude = re.search(r"please|!|invalid|failed|n't\b", en, re.I) or re.search(r"请|！|非法|失败|您", zh)
    return not (rude or BRITISH.search(en)) and not re.search(
        r"[\u4e00-\u9fff][A-Za-z0-9{]", re.sub(r"\{\w+\}", "", zh)
    )


@pytest.mark.parametrize("kept", [is_complete, keeps_to_the_words])
def test_every_text_of_the_catalogs(kept):
    assert [(key, *words) for key, words in texts().items() if not kept(*words)] == []


def test_an_ellipsis_has_one_form():
    other = re.compile(r"……| …$|\.\.\.")
    assert [(key, *words) for key, words in texts().items() if any(other.search(each) for each in words)] == []


def test_the_page_knows_what_the_library_calls_its_pictures():
    own = {"mistakeKinds": "mistake_kinds", "confusionMatrix": "confusion_matrix", "truthDown": "truth_down"}
    assert {key: texts()[key] for key in own} == {key: TEXTS[name] for key, name in own.items()}


def test_the_page_handles_every_kind_of_event():
    source = (SOURCES / "state" / "run.ts").read_text(encoding="utf-8")
    table = source[source.index("private makeHandlers") : source.index("private changeState")]
    handled = set(re.findall(r"^      (\w+): ", table, re.M))
    assert handled == set(generate_types.KINDS) - DOWN


def test_the_page_knows_the_fields_of_every_event():
    """A field that Python renames must not silently become undefined on the page."""
    for file, text in generate_types.generate().items():
        assert text == (generate_types.FOLDER / file).read_text(encoding="utf-8"), "python -m checks.generate_types"
    assert generate_types.HIDDEN_KINDS == DOWN


@pytest.mark.slow
def test_user_content_never_becomes_markup():
    """Markup is set in one place only: the icons of the bundle."""
    found = [
        path.name
        for path in SOURCES.rglob("*.ts*")
        if re.search(r"innerHTML|dangerouslySet|insertAdjacentHTML|document\.write", path.read_text(encoding="utf-8"))
    ]
    assert set(found) <= {"icon.tsx", "icons.ts"}, found


# Why these may name a kind of learning although none of them is its folder.
NAMING_KINDS = {
    "lib/types.ts": "generated from the library's data classes",
    "lib/tasks.ts": "what does not say of which kind it is, is a classification",
    "features/teach/kinds/find/index.ts": "the task of the data sets that are taught here",
    "features/teach/kinds/pictures/index.ts": "the task of the data sets that are taught here",
}


def test_a_kind_of_learning_is_named_by_its_folder_alone():
    """A new kind is one folder in features/tasks and a line of its registration."""
    names = re.findall(r"'(\w+)'", re.search(r"export type Task =([^;]*);", read("lib/types.ts"))[1])
    folders = [path.name for path in (SOURCES / "features" / "tasks").iterdir() if path.is_dir()]
    blocks = re.findall(r"\bblock: '(\w+)'", "".join(read(f"features/tasks/{name}/index.ts") for name in folders))
    assert len(names) == len(folders) == len(blocks)
    kind, block = "|".join(names), "|".join(blocks)
    said = re.compile(rf"""['"`]({kind})['"`]|\b({kind})\??:|tasks/({"|".join(folders)})/|\b({block})\b""")
    found = {
        path: match[0]
        for path in (one.relative_to(SOURCES).as_posix() for one in sorted(SOURCES.rglob("*.ts*")))
        if not path.startswith("features/tasks/") and path not in NAMING_KINDS
        if (match := said.search(re.sub(r"/\*.*?\*/|//.*", "", read(path), flags=re.S)))
    }
    assert found == {}


def read(path: str) -> str:
    return (SOURCES / path).read_text(encoding="utf-8")


def test_a_class_is_styled_bare_by_one_room():
    """Style sheets are loaded together: `.kinds { … }` of one room would restyle that of another."""
    rooms: dict[str, set[str]] = {}
    for path in SOURCES.glob("features/**/*.css"):
        plain = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
        for selectors in re.findall(r"([^{}@;]+)\{", plain):
            for selector in re.sub(r"\([^()]*\)", "()", selectors).split(","):
                if bare := re.fullmatch(r"\.([\w-]+)", selector.strip()):
                    rooms.setdefault(bare[1], set()).add(path.relative_to(SOURCES).parts[1])
    assert {name: found for name, found in rooms.items() if len(found) > 1} == {}


HAS = re.compile(r":has\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")


def test_has_asks_for_named_parts_only():
    """`:has(:checked)`, `:has(> :only-child)` and `:has(.a:not(.b))` hang on any element: for each new block Chromium
    would look through the whole page for them (1,000 blocks took 2.4 times as long)."""
    for path in SOURCES.rglob("*.css"):
        for asked in HAS.findall(path.read_text(encoding="utf-8")):
            compounds = re.sub(r"\((?:[^()]|\([^()]*\))*\)", "", asked)
            assert ":not(" not in asked and not re.search(r"(^|[\s>+~,]):", compounds), f"{path.name}: :has({asked})"


def test_has_restyles_named_parts_only():
    """`.a:has(.b) span`: whenever a block moves to another layer Chromium would restyle every span of the page."""
    for path in SOURCES.rglob("*.css"):
        plain = HAS.sub(":has", re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S))
        found = re.findall(r"[^,{}]*:has[^,{}]*[\s>+~][a-z]\w*(?=\s*[,{])", plain)
        assert found == [], path.name

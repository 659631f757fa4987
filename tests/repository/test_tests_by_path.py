"""Every module of some length has its tests at its own path: whoever changes it finds and runs them without a search."""

from pathlib import Path

from tests.support.paths import ROOT

PACKAGES = ("blocks", "checks", "codegen", "server", "sunmao")
SHORT = 60  # lines; a shorter module is tested with what uses it
# Folders and modules that only declare: what could break in them is tested where it is read, for all of them at once.
CATALOGS = {
    "blocks/categories": "blocks, each with a golden program",
    "blocks/emit_types.py": "protocols without a body",
    "blocks/vocabulary.py": "types of what the page is sent, held against it by the tests of the definitions",
    "server/answers": "types of answers, held against every answer that a test gets",
    "server/texts": "sentences, held in both languages by the tests of the texts",
    "sunmao/boards/arduino_mega.py": "pins of a data sheet, in the table of the boards' tests",
    "sunmao/boards/arduino_uno.py": "pins of a data sheet, in the table of the boards' tests",
    "sunmao/protocol/learning_messages.py": "messages, each sent there and back by the tests of the codec",
    "sunmao/protocol/messages.py": "messages, likewise",
    "sunmao/texts": "sentences, held in both languages by the tests of the texts",
}
MISSING = Path(__file__).with_name("modules_without_tests.txt")
MAX_MISSING = 373  # the length of that list: whoever takes a line from it lowers this; a merge alone may raise it


def find_untested_modules(root: Path) -> list[str]:
    """The long modules below a folder whose test does not lie at their path, without those of the catalogs."""
    return sorted(
        name
        for package in PACKAGES
        for path in (root / package).rglob("*.py")
        if path.name != "__init__.py" and not in_catalog(name := path.relative_to(root).as_posix())
        if not (root / "tests" / Path(name).with_name(f"test_{path.name}")).exists()
        if len(path.read_text("utf-8").splitlines()) > SHORT
    )


def in_catalog(name: str) -> bool:
    return name in CATALOGS or any(parent.as_posix() in CATALOGS for parent in Path(name).parents)


def test_only_the_listed_modules_lack_tests_at_their_path():
    """A new module brings `tests/<its folder>/test_<its name>.py`; one that got it leaves the list."""
    listed = MISSING.read_text("utf-8").splitlines()
    found = find_untested_modules(ROOT)
    assert not (untested := sorted(set(found) - set(listed))), f"these have no tests at their path: {untested}"
    assert not set(listed) - set(found), f"these have tests, are short or are gone: take them from {MISSING.name}"
    assert listed == sorted(set(listed)) and len(listed) == MAX_MISSING


def test_the_catalogs_are_there_and_hold_long_modules():
    for name in CATALOGS:
        modules = [ROOT / name] if name.endswith(".py") else [*(ROOT / name).rglob("*.py")]
        assert any(len(path.read_text("utf-8").splitlines()) > SHORT for path in modules), name


def test_a_long_module_is_found_until_it_has_its_test(tmp_path):
    for name, lines in (("blocks/long.py", 61), ("blocks/short.py", 60), ("sunmao/texts/words.py", 99)):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("pass\n" * lines, "utf-8")
    assert find_untested_modules(tmp_path) == ["blocks/long.py"]
    (tmp_path / "tests" / "blocks").mkdir(parents=True)
    (tmp_path / "tests" / "blocks" / "test_long.py").touch()
    assert find_untested_modules(tmp_path) == []

"""The house rules: each finds what breaks it, and this tree breaks none."""

from pathlib import Path

import pytest

from checks import house


@pytest.fixture
def tree(tmp_path, monkeypatch) -> Path:
    """An empty tree with the two packages whose loose files are counted, in place of this one."""
    for package in ("sunmao", "server"):
        (tmp_path / package).mkdir()
    monkeypatch.setattr(house, "ROOT", tmp_path)
    return tmp_path


def write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_loose_files_are_counted_without_the_package_itself(tree):
    for name in ["__init__", "__main__", *"abcdefgh"]:
        write(tree / "sunmao" / f"{name}.py")
    assert not list(house.find_loose_files())
    write(tree / "sunmao" / "i.py")
    assert [broken.split(" beside")[0] for broken in house.find_loose_files()] == ["sunmao/ has 9 files"]


def test_a_folder_may_be_full_only_when_it_is_a_catalog(tree):
    rooms = [tree / "server" / "routes", tree / "sunmao" / "models", tree / "sunmao" / "texts"]
    files = [write(room / f"{number}.py") for room in rooms for number in range(21)]
    assert [broken.split(",")[0] for broken in house.find_full_folders(files)] == ["server/routes/ has 21 files"]


def test_long_lines_are_allowed_for_one_text_only(tree):
    files = [
        write(tree / "server" / "a.py", "x = 1\n" + "y = [" + "1, " * 50 + "]\n"),
        write(tree / "server" / "b.py", f'    "{"word " * 40}",\n'),
        write(tree / "server" / "texts" / "c.py", "z = [" + "1, " * 50 + "]\n"),
    ]
    assert list(house.find_long_lines(files)) == ["server/a.py:2: 156 columns, 120 are allowed"]


def test_one_class_name_has_one_meaning(tree):
    files = [
        write(tree / "server" / "a.py", "class Run: ...\nclass _Row: ...\nclass Workflow: ..."),
        write(tree / "sunmao" / "b.py", "class Run: ...\nclass _Row: ...\nclass Workflow: ..."),
    ]
    assert list(house.find_shared_class_names(files)) == ["2 classes are called Run: one name, one meaning"]


def test_a_circle_is_named(tree):
    assert not list(house.find_circle("Python", {"a": {"b"}, "b": {"c"}, "c": set()}))
    [broken] = house.find_circle("Python", {"a": {"b"}, "b": {"c"}, "c": {"a"}})
    assert broken.startswith("a circle of imports in Python: ") and all(name in broken for name in "abc")


def test_imports_of_the_page_are_followed_to_types_and_folders(tree):
    files = [
        write(tree / "static/src/app.ts", "import type { Row } from './lib/rows'\nconst later = import('./view')"),
        write(tree / "static/src/lib/rows.ts", "export { x } from '../app'\nimport 'preact'"),
        write(tree / "static/src/view/index.tsx"),
    ]
    base = (tree / "static/src").as_posix()
    imports = house.get_page_imports(files)
    assert imports[f"{base}/app"] == {f"{base}/lib/rows", f"{base}/view/index"}
    assert len(list(house.find_circle("the page", imports))) == 1


def test_rooms_of_a_package_import_one_way(tree):
    imports = {"p.a.x": {"p.b.x", "q.z"}, "p.b.y": {"p.c"}, "p.c": {"p.b.x"}, "p.b.x": set(), "p": {"p.a.x"}}
    rooms = house.find_rooms("p", imports)
    assert rooms == {"a": {"b"}, "b": {"c"}, "c": {"b"}} and not list(house.find_circle("Python", imports))
    [broken] = house.check_rooms("p", rooms)
    assert broken.startswith("a circle of imports in the rooms of p: ")


def test_views_of_the_page_import_one_way(tree):
    files = [
        write(
            tree / "static/src/features/data/store.ts", "import { t } from '../../lib/texts'\nimport '../labels/names'"
        ),
        write(tree / "static/src/features/labels/names.ts", "const later = import('../data/store')"),
        write(tree / "static/src/lib/texts.ts"),
    ]
    imports = house.get_page_imports(files)
    assert house.find_page_rooms("static/src", imports) == {"features": {"lib"}, "lib": set()}
    [broken] = house.check_rooms(house.PAGE_VIEWS, house.find_page_rooms(house.PAGE_VIEWS, imports))
    assert broken.startswith("a circle of imports in the rooms of static/src/features: ")


def test_the_order_of_rooms_is_drawn(tree, monkeypatch):
    monkeypatch.setattr(house, "DRAWN", ("p",))
    rooms = {"app": {"files", "texts"}, "files": {"texts"}, "texts": set(), "errors": set()}
    write(tree / "docs" / "architecture.md", "- `p`: errors, texts < files\n")
    line = "- `p`: errors, texts < files < app"
    assert [*house.check_rooms("p", rooms)] == [f"docs/architecture.md lacks the order of rooms:\n{line}"]
    write(tree / "docs" / "architecture.md", f"{line}\n")
    assert not [*house.check_rooms("p", rooms)]


def test_colors_stand_in_the_tokens(tree):
    write(tree / house.TOKENS, ":root { --white: #fff; --tint: rgb(0 0 0 / 10%); }")
    sheet = write(tree / "static" / "src" / "a.css", "a#facade { fill: var(--white); }")
    assert not list(house.find_loose_colors())
    write(sheet, "a { color: #123; fill: rgb(0 0 0 / 10%); }")
    assert [broken.split(":")[0] for broken in house.find_loose_colors()] == ["static/src/a.css says 2 colors itself"]

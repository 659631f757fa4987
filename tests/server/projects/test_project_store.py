"""Projects on disk: never lost, never mixed up, whatever is in the folder."""

import json
import os

import pytest

from sunmao.codegen import compile_workspace
from sunmao.server.errors import HttpProblem
from sunmao.server.projects import migrations, workspaces
from sunmao.server.projects.project_store import ProjectStore
from sunmao.server.storage import file_names
from sunmao.server.texts import get_text

HELLO = {"blocks": {"languageVersion": 0, "blocks": [{"type": "text_print", "id": "a", "x": 1, "y": 2}]}}
OTHER = {"blocks": {"languageVersion": 0, "blocks": []}}


@pytest.fixture
def projects(tmp_path):
    return ProjectStore(tmp_path, compile_workspace)


def test_a_project_is_a_folder_with_its_parts(projects, tmp_path):
    project = projects.create("  我的 a/b 项目 ", HELLO)
    assert project.title == "我的 a/b 项目"
    names = {path.name for path in (tmp_path / project.id).iterdir()}
    assert names == {"project.json", "workspace.json", "main.py", "data", "models", "runs", "history"}
    assert projects.read(project.id) == workspaces.SavedWorkspace(HELLO, 1, 1)
    assert projects.list() == [{"id": project.id, "title": "我的 a/b 项目", "modified": project.modified, "blocks": 1}]


@pytest.mark.fault("B13")
def test_titles_that_cannot_be_folders(projects, tmp_path, row):
    titles = [
        "CON",
        "a/b",
        "..",
        "x" * 300,
        "dot.",
        "e\u0301",
        "\u00e9",
        "A",
        "a",
        "-rf",
        "two\nlines",
        "nul.txt",
        "C:\\x",
        "aux",
        "\u202e",
        "😀",
    ]
    made = [projects.create(title, HELLO) for title in titles]
    assert sorted(project.title for project in made) == sorted(titles)
    assert sorted(found["title"] for found in projects.list()) == sorted(titles)
    folders = [path.name for path in tmp_path.iterdir() if path.name != ".sunmao"]
    assert len({file_names.collision_key(folder) for folder in folders}) == len(titles)
    assert all(
        file_names.is_safe(folder) and len(folder.encode("utf-16-le")) <= 2 * 255 and not folder.startswith("-")
        for folder in folders
    )
    for project in made:
        assert (
            projects.change(project.id, title=project.title + "!").title == project.title + "!"
            and projects.read(project.id).workspace == HELLO
        )
        projects.delete(project.id)
    assert len(projects.bin.rows()) == len(titles) and not projects.list()
    row(
        saw=", ".join(title[:12] for title in titles),
        kept="each title as typed; folder names fit every system and none collide; opened, renamed, deleted",
    )


def test_saving_counts_and_keeps_earlier_saves(projects):
    project = projects.create("p", HELLO)
    saved, program = projects.save(project.id, OTHER, base=1)
    assert (saved.number, program.block_count) == (2, 0)
    assert workspaces.read_version(project.folder, 1)[0].workspace == HELLO
    assert (project.folder / "main.py").read_text(encoding="utf-8") == program.python


def test_the_same_blocks_are_not_saved_twice(projects):
    project = projects.create("p", HELLO)
    before = os.stat(project.folder / "workspace.json").st_mtime_ns
    saved, _ = projects.save(project.id, HELLO, base=1)
    assert saved.number == 1
    assert os.stat(project.folder / "workspace.json").st_mtime_ns == before


def test_a_save_on_an_old_base_is_refused_and_loses_nothing(projects):
    project = projects.create("p", HELLO)
    projects.save(project.id, OTHER, base=1)
    with pytest.raises(HttpProblem) as refused:
        projects.save(project.id, {"blocks": {"blocks": [1]}}, base=1)
    assert refused.value.status == 409 and refused.value.more == {"version": 2}
    assert projects.read(project.id).workspace == OTHER


def test_renaming_is_no_way_round_the_check(projects):
    project = projects.create("p", HELLO)
    projects.save(project.id, OTHER, base=1)
    renamed = projects.change(project.id, title="q")
    assert (renamed.id, renamed.title) == (project.id, "q")
    with pytest.raises(HttpProblem):
        projects.save(project.id, {"x": 1}, base=1)


DAMAGE = {
    "empty": b"",
    "cut": b'{"sunmao": {"version": 1, "sav',
    "zeros": b"\0" * 4096,
    "utf16": '{"blocks": {}}'.encode("utf-16"),
    "deep": b"[" * 10_000,
    "long number": b'{"a": ' + b"9" * 5000 + b"}",
    "key twice": b'{"blocks": {}, "blocks": {"blocks": []}}',
    "list": b"[]",
    "version as text": b'{"sunmao": {"version": "1", "saved": 1, "blocks": 0}}',
    "newer": b'{"sunmao": {"version": 999, "saved": 1, "blocks": 0}}',
}


@pytest.mark.fault("B11")
@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_file_is_kept_and_the_newest_good_save_offered(projects, kind, row):
    project = projects.create("p", HELLO)
    (project.folder / "workspace.json").write_bytes(DAMAGE[kind])
    with pytest.raises(workspaces.CorruptWorkspace) as found:
        projects.read(project.id)
    assert found.value.key == ("newer" if kind == "newer" else "damaged")
    with pytest.raises(HttpProblem):
        projects.save(project.id, OTHER, base=1)
    assert (project.folder / "workspace.json").read_bytes() == DAMAGE[kind]
    while (listed := projects.list()[0]).get("slow"):  # on a busy computer; it is listed later
        pass
    assert listed["damaged"]
    assert projects.damage(project.id, found.value)["good"]["version"] == 1
    projects.restore_version(project.id, 1)
    assert projects.read(project.id) == workspaces.SavedWorkspace(HELLO, 2, 1)
    assert (project.folder / "history" / "damaged-1.json.txt").read_bytes() == DAMAGE[kind]
    row(
        saw=get_text(found.value.key),
        kept="the damaged bytes, before and after the older save was opened; nothing was saved over them by itself",
    )


@pytest.mark.fault("B11")
def test_half_a_character_pair_survives(projects, row):
    lone = {"blocks": {"blocks": [{"type": "text", "id": "\ud800", "fields": {"TEXT": "a\ud800b"}}]}}
    project = projects.create("p\ud800", lone)
    assert projects.read(project.id).workspace == lone
    row(saw="", kept="a lone surrogate in a text, an id and a title")


def test_an_older_file_that_was_put_back_costs_no_save_of_the_history(projects):
    project = projects.create("p", HELLO)
    first = (project.folder / workspaces.NAME).read_bytes()
    for base in (1, 2):
        projects.save(project.id, {"blocks": {"languageVersion": base, "blocks": []}}, base)
    (project.folder / workspaces.NAME).write_bytes(first)
    assert projects.save(project.id, OTHER, 1)[0].number == 4
    assert [
        workspaces.read_version(project.folder, number)[0].workspace["blocks"]["languageVersion"] for number in (2, 3)
    ] == [1, 2]


def test_the_history_stays_small_and_remembers_far_back(tmp_path):
    for number in range(1, 401):
        workspaces.add_to_history(tmp_path, number, b"{}") if number % 50 == 0 or number > 360 else None
        (tmp_path / "history").mkdir(exist_ok=True)
        (tmp_path / "history" / f"{number:06d}.json").touch()
    workspaces.add_to_history(tmp_path, 401, b"{}")
    kept = workspaces.list_numbers(tmp_path)
    assert kept[-20:] == list(range(382, 402))
    assert len(kept) < 80 and kept[0] < 100


def test_the_bin_gives_back(projects):
    first = projects.create("p", HELLO)
    projects.delete(first.id)
    assert projects.list() == []
    with pytest.raises(HttpProblem):
        projects.save(first.id, OTHER, base=1)
    second = projects.create("p", OTHER)
    back = projects.restore(first.id)
    assert (second.id, back.id) == ("p", "p-2")
    assert projects.read("p-2").workspace == HELLO


def test_two_of_one_name_fit_into_the_bin(projects):
    for _ in range(2):
        projects.delete(projects.create("p", HELLO).id)
    assert projects.restore("p").id == "p" and projects.restore("p-2").id == "p-2"


def test_strange_folders_are_no_projects(projects, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "project.json").write_text("{}")
    (tmp_path / "file").write_text("x")
    assert projects.list() == []
    for name in ("empty", ".hidden", "file", "..", ".", "", ".sunmao", "missing", "a/b"):
        with pytest.raises(HttpProblem):
            projects.get(name)


def test_a_copied_folder_with_a_damaged_card_still_opens(projects, tmp_path):
    project = projects.create("p", HELLO)
    (project.folder / "project.json").write_text("{", encoding="utf-8")
    project.folder.rename(tmp_path / "从 U 盘来的 (2)")
    assert projects.get("从 U 盘来的 (2)").title == "从 U 盘来的 (2)"


def test_a_project_of_a_newer_sunmao_is_left_alone(projects):
    project = projects.create("p", HELLO)
    card = b'{"version": 2, "title": "from tomorrow", "more": 1}'
    (project.folder / "project.json").write_bytes(card)
    with pytest.raises(workspaces.CorruptWorkspace, match="newer"):
        projects.read(project.id)
    for change in (lambda: projects.save(project.id, OTHER, base=1), lambda: projects.change(project.id, title="q")):
        with pytest.raises(HttpProblem, match="newer"):
            change()
    assert (project.folder / "project.json").read_bytes() == card
    assert projects.list()[0]["title"] == "from tomorrow"


def test_a_project_of_a_newer_sunmao_offers_no_older_save(projects):
    project = projects.create("p", HELLO)
    projects.save(project.id, OTHER, base=1)
    (project.folder / "project.json").write_text('{"version": 2, "title": "p"}')
    assert projects.damage(project.id, workspaces.CorruptWorkspace("newer"))["good"] is None
    with pytest.raises(HttpProblem, match="newer"):
        projects.restore_version(project.id, 1)
    with pytest.raises(HttpProblem, match="newer"):
        projects.duplicate(project.id, "q")


@pytest.fixture
def older(monkeypatch):
    """A format 0 that no release ever wrote: blocks under another key, and the title under another."""
    monkeypatch.setitem(migrations.WORKSPACE, 0, lambda old: {"blocks": {"languageVersion": 0, "blocks": old["list"]}})
    monkeypatch.setitem(migrations.CARD, 0, lambda old: {**old, "title": old["name"]})


def test_an_older_project_is_brought_up_to_date_and_its_original_kept(projects, older):
    project = projects.create("p", HELLO)
    blocks = json.dumps({"sunmao": {"version": 0, "saved": 5, "blocks": 1}, "list": HELLO["blocks"]["blocks"]}).encode()
    card = json.dumps({"version": 0, "name": "the old one", "level": 2}).encode()
    (project.folder / "workspace.json").write_bytes(blocks)
    (project.folder / "project.json").write_bytes(card)
    saved = projects.read(project.id)
    assert (saved.workspace, saved.number, saved.format) == (HELLO, 5, 0)
    assert (projects.get(project.id).title, projects.list()[0]["blocks"]) == ("the old one", 1)
    # Looking changes nothing, nor does saving the same blocks.
    assert projects.save(project.id, HELLO, base=5)[0].number == 5
    assert ((project.folder / "workspace.json").read_bytes(), (project.folder / "project.json").read_bytes()) == (
        blocks,
        card,
    )
    projects.save(project.id, OTHER, base=5)
    projects.change(project.id, level=3)
    assert (
        projects.read(project.id).number,
        projects.read(project.id).format,
        projects.get(project.id).card["version"],
    ) == (6, 1, 1)
    assert projects.get(project.id).title == "the old one"
    kept = {path.name: path.read_bytes() for path in (project.folder / "history").glob("*.txt")}
    assert kept == {"format-0-1.json.txt": blocks, "card-1.json.txt": card}


@pytest.mark.parametrize("version", [0, -1, -(10**30)])
def test_a_format_that_no_sunmao_wrote_is_damage(projects, version):
    project = projects.create("p", HELLO)
    (project.folder / "workspace.json").write_text(
        json.dumps({"sunmao": {"version": version, "saved": 5, "blocks": 1}, "list": []})
    )
    with pytest.raises(workspaces.CorruptWorkspace, match="damaged"):
        projects.read(project.id)
    (project.folder / "project.json").write_text(json.dumps({"version": version, "title": "t"}))
    assert projects.get(project.id).title == project.id
    projects.change(project.id, title="new")
    assert json.loads((project.folder / "history" / "card-1.json.txt").read_bytes())["version"] == version


def test_an_older_save_whose_inside_does_not_fit_its_migration_is_damage(projects, older):
    project = projects.create("p", HELLO)
    (project.folder / "workspace.json").write_text('{"sunmao": {"version": 0, "saved": 5, "blocks": 1}}')
    with pytest.raises(workspaces.CorruptWorkspace):
        projects.read(project.id)


def test_versions_say_how_many_blocks_and_pass_over_what_is_damaged(projects):
    project = projects.create("p", HELLO)
    projects.save(project.id, OTHER, base=1)
    (project.folder / "history" / "000003.json").write_bytes(b"{")
    (project.folder / "history" / "000004.json").write_text(json.dumps(HELLO))
    assert [(found["version"], found["blocks"]) for found in workspaces.list_versions(project.folder)] == [
        (4, 0),
        (2, 0),
        (1, 1),
    ]
    assert workspaces.read_version(project.folder, 4)[0].workspace == HELLO
    (project.folder / "history" / "000002.json").unlink()
    assert workspaces.read_version(project.folder, 2)[0].workspace == OTHER
    with pytest.raises(HttpProblem):
        workspaces.read_version(project.folder, 3)


@pytest.mark.parametrize("level", [0, 4, "1", None])
def test_a_level_that_there_is_not(projects, level):
    with pytest.raises(HttpProblem):
        projects.change(projects.create("p", {}).id, level=level)


def test_what_a_killed_server_left_is_cleaned(projects):
    project = projects.create("p", HELLO)
    (project.folder / ".workspace.json.0123abcd.tmp").write_text("half")
    (project.folder / "data" / ".cats.0123abcd.tmp").mkdir()
    for name in ("runs/2026-01-01_00-00-00", "data/cats", "checkpoints/cls"):
        (project.folder / name).mkdir(parents=True)
        (project.folder / name / ".summary.json.0123abcd.tmp").touch()
    projects.clean_project(project.folder)
    assert not list(project.folder.rglob("*.tmp"))
    assert sorted(path.name for path in project.folder.iterdir() if path.name.startswith(".")) == []
    assert [path.name for path in (project.folder / "data").iterdir()] == ["cats"]


def test_settings_of_a_project_are_readable_by_people(projects):
    project = projects.create("数字", {}, {"level": 2})
    card = json.loads((project.folder / "project.json").read_text(encoding="utf-8"))
    assert (card["version"], card["title"], card["level"]) == (1, "数字", 2)
    assert "数字" in (project.folder / "project.json").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_stack_of_a_thousand_blocks(projects):
    """Their JSON is 2,000 levels deep, where Python's own module gives up."""
    block = None
    for number in reversed(range(1000)):
        text = {"TEXT": {"shadow": {"type": "text", "id": f"t{number}", "fields": {"TEXT": "hello"}}}}
        block = {"type": "text_print", "id": str(number), "inputs": text} | (
            {"next": {"block": block}} if block else {}
        )
    project = projects.create("long", {"blocks": {"blocks": [block]}})
    assert projects.read(project.id).blocks == 1000
    assert (project.folder / "main.py").read_text(encoding="utf-8").count("print('hello')") == 1000
    saved, program = projects.save(project.id, {"blocks": {"blocks": [block]}}, base=1)
    assert saved.number == 1 and program.ok


def test_a_card_shows_pictures_of_the_projects_own(projects):
    project = projects.create("手势", HELLO)
    assert "pictures" not in projects.list()[0]
    for place in ("digits/training_set/0", "手/training_set/石头", "手/training_set/布", "手/.removed/x"):
        folder = project.folder / "data" / place
        folder.mkdir(parents=True)
        (folder / "1.jpg").write_bytes(b"")
        (folder / "note.txt").write_bytes(b"")
    assert sorted(projects.list()[0]["pictures"]) == [
        "data/手/training_set/布/1.jpg",
        "data/手/training_set/石头/1.jpg",
    ]


@pytest.mark.parametrize(("example", "view"), [("teach", "teach"), ("guide", "guide"), ("digits", ""), (["guide"], "")])
def test_a_project_opens_in_the_view_in_which_it_began(projects, example, view):
    project = projects.create("a", OTHER, {"example": example})
    (row,) = projects.list()
    assert (project.view, row.get("view", "")) == (view, view)

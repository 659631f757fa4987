"""The values that fit every route and every socket event: those of its address, its query and its body.

A text that begins with '@' is a mark: what it stands for (the id of a run, a number of 5,000 digits) is only known where
the request is sent, see `marks.py`. So a request can be told in one line and sent again to another studio.
"""

from dataclasses import dataclass, field
from typing import Any

DATASETS = ("pets", "fruit", "cells")
PICTURES = ("@jpeg", "@png")
LANGUAGES = ("zh", "en")
WORKSPACES = ("@workspace", {}, {"blocks": {}}, {"@fuzzed": 1}, {"@fuzzed": 2}, {"@fuzzed": 3})
NAMES = ("new", "新的", "pets")
PACE: dict[str, tuple] = {"mode": ("run", "slow", "step", ""), "breakpoints": ([], ["p"])}
FELT: dict[str, tuple] = {
    "times": ([0.02 * n for n in range(100)], [1, 0, 2, 3], [0, 0.1, 0.2, 0.3], "x"),
    "samples": ([[0, 0, 1]] * 100, [[0, 0]] * 4, [[0, 0, "g"]] * 4, []),
}
# What stands in the holes of an address, unless the route says otherwise.
HOLES: dict[str, tuple] = {
    "project": ("@project",),
    "name": DATASETS,
    "number": ("@version", "0"),
    "run": ("@run", "@run", "@live"),
    "ask": ("1", "2"),
    "job": ("@job",),
    "identity": ("@shelf",),
}


@dataclass(frozen=True)
class RouteInput:
    """The values that fit a route, by name. kind: of its body ('json', 'form', 'picture', '' for none); files: of a
    form, by name; share: how often it is drawn beside others: seldom, where each request starts a process.
    """

    holes: dict[str, tuple] = field(default_factory=dict)
    query: dict[str, tuple] = field(default_factory=dict)
    body: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    files: dict[str, tuple] = field(default_factory=dict)
    kind: str = ""
    share: int = 8


def takes_json(share: int = 8, *, query: dict | None = None, **body: tuple) -> RouteInput:
    return RouteInput(body=body, kind="json", share=share, query=query or {})


def takes_query(share: int = 8, **query: tuple) -> RouteInput:
    return RouteInput(query=query, share=share)


STOP = {"stop": ("1", "0")}
LABELS = {"label": ("cat", "dog", "new"), "mirror": ("1", "0"), "square": ("1", "0")}
PLAIN = RouteInput()
TABLE: dict[str, tuple] = {"name": ("iris.csv", "none.csv", "pets")}
COLUMNS = ("petal width", "species", "x")
ROUTES: dict[str, RouteInput] = {
    "page.page": takes_query(2, token=("0" * 43,)),  # the right one is answered with the page's key
    "page.asset": RouteInput({"path": ("@asset",)}, share=2),
    "session.session": RouteInput(share=2),
    "session.settings": takes_json(lang=LANGUAGES, level=(1, 2, 3)),
    "session.index": RouteInput(share=2),
    "session.clusters": RouteInput(share=1),
    "session.cluster_room": RouteInput(holes={"cluster": ("lab-server", "x")}, share=1),
    "session.doctor": takes_query(1, again=("0", "")),
    "session.vocabulary": takes_query(2, lang=LANGUAGES),
    "projects.index": PLAIN,
    "projects.cards": PLAIN,
    "projects.create": takes_json(4, title=NAMES, lang=LANGUAGES, example=(None, "hello", "digits")),
    "projects.show": PLAIN,
    "projects.change": takes_json(title=NAMES, level=(1, 2, 3), train_on=("", "lab-server")),
    "projects.completions": PLAIN,
    "projects.read": takes_json(
        2, python=("print(1)", "print(", "x = 1  # one", "for i in a:\n  print(i)"), workspace=WORKSPACES
    ),
    "projects.spans": takes_json(2, workspace=WORKSPACES),
    "projects.save": takes_json(workspace=WORKSPACES, base=("@base",)),
    "projects.duplicate": takes_json(2, title=NAMES),
    "projects.versions": PLAIN,
    "projects.version": PLAIN,
    "projects.restore_version": PLAIN,
    "projects.delete": RouteInput(query=STOP, share=1),
    "projects.restore": RouteInput({"project": ("@deleted", "@project")}),
    "bin.index": PLAIN,
    "bin.erase": RouteInput({"project": ("@deleted", "@project")}, {"deleted": ("0", "1e12")}),
    "bin.empty": takes_query(2, until=("0", "1e12", "inf")),
    "carrying.program": PLAIN,
    "carrying.notebook": PLAIN,
    "carrying.archive": RouteInput(query={"without": ("history", "unfinished", "x")}, share=4),
    "carrying.measure": PLAIN,
    "carrying.import_zip": RouteInput(
        query={"key": ("fuzzfuzz",)}, files={"file": ("@project_zip", "@dataset_zip")}, kind="form"
    ),
    "carrying.show_import": RouteInput({"key": ("fuzzfuzz",)}, share=2),
    "carrying.stop_import": RouteInput({"key": ("fuzzfuzz", "other123")}, share=1),
    "runs.start": takes_json(
        3,
        workspace=("@workspace", "@workspace", {}),
        base=("@base",),
        lang=LANGUAGES,
        resume=(False, True),
        until=("", "a", "no such block"),
        pace=({}, {"mode": "step", "breakpoints": []}, {"mode": "run", "breakpoints": ["p"]}),
    ),
    "runs.index": PLAIN,
    "runs.show": PLAIN,
    "runs.learning": PLAIN,
    "runs.comparison": RouteInput(
        {"test": ("0", "1", "99")}, {"run": ("@run", "@live", "none"), "test": ("0", "1", "x")}
    ),
    "runs.add_test": takes_json(1, model=("models/a.onnx", "no"), dataset=DATASETS),
    "runs.restore_models": takes_json(replaced=("@run", "none")),
    "runs.events": takes_query(after=("0", "3", "99")),
    "runs.remove": RouteInput(share=2),
    "runs.stop": RouteInput(share=2),
    "runs.pace": takes_json(**PACE),
    "runs.answer": RouteInput(
        {"run": ("@live", "@run")}, body={"value": ("hello",)}, files={"picture": PICTURES}, kind="json", share=4
    ),
    "runs.picture": RouteInput({"name": ("@shown",)}),
    "runs.packaged_sound": RouteInput({"name": ("ding", "none")}, share=2),
    "runs.sound": takes_query(2, path=("a.wav", "data")),
    "runs.end_sound": RouteInput({"run": ("@live", "@run"), "sound": ("1", "9")}, share=2),
    "runs.rename_shadowing": RouteInput({"name": ("random.py", "json")}),
    "datasets.pickers": PLAIN,
    "datasets.file": RouteInput(
        {"path": ("data/pets/cat/0.png", "main.py", "data/digits/0.png", "workspace.json", "data")},
        {"size": ("64", "200", "1")},
    ),
    "datasets.import_dataset": RouteInput(
        body={
            "name": NAMES,
            "folder": ("@outside", "@outside"),
            "task": ("classification", "detection", "semantic"),
            "classes": ([], ["a", "b"]),
            "paths": ('["a/1.png"]',),
        },
        files={"zip": ("@dataset_zip", "@project_zip"), "files": PICTURES},
        kind="form",
        share=3,
    ),
    "imports.describe": takes_json(2, reading=("coco", "class_folders", "detection", "")),
    "imports.take": takes_json(2, reading=("", "class_folders", "detection"), name=NAMES, into=("", *NAMES)),
    "imports.drop": RouteInput(share=1),
    "tables.index": PLAIN,
    "tables.bring": takes_json(2, sample=("iris", "none", "..")),
    "tables.take": takes_json(1, types=({}, {"a": "number"}, {"a": "dtype"})),
    "tables.drop": RouteInput(share=1),
    "tables.show": RouteInput(TABLE),
    "tables.rows": RouteInput(
        TABLE, {"sort": ("species", "x"), "down": ("1",), "offset": ("0", "99"), "only": ("1,2", "0,x")}
    ),
    "tables.points": RouteInput(TABLE, {"x": COLUMNS, "y": COLUMNS, "color": ("species", "x")}),
    "tables.edit": RouteInput(
        TABLE,
        body={
            "do": ("type", "fill", "leave", "cell", "target", "undo", "x"),
            "column": COLUMNS,
            "value": ("class", "1", ""),
            "row": (0, 1, 99),
        },
        kind="json",
    ),
    "tables.save": RouteInput(TABLE),
    "tables.delete": RouteInput(TABLE, share=1),
    "table_learners.tree": RouteInput(TABLE, {"depth": ("1", "10", "11")}),
    "table_learners.tree_rows": RouteInput(TABLE, {"depth": ("2",), "node": ("0", "99")}),
    "table_learners.plane": RouteInput(TABLE, {"x": COLUMNS, "y": COLUMNS, "k": ("1", "45", "0")}),
    "table_learners.nearest": RouteInput(
        TABLE, {"x": COLUMNS, "y": COLUMNS, "k": ("3",), "at_x": ("1.5", "nan"), "at_y": ("0.2", "x")}
    ),
    "table_learners.all_columns": RouteInput(TABLE, {"k": ("5", "99")}),
    "imports.sample": RouteInput({"reading": ("class_folders", "bare"), "number": ("0", "11")}, share=2),
    "datasets.index": PLAIN,
    "datasets.show": PLAIN,
    "datasets.pictures": takes_query(
        label=("cat", "dog"),
        split=("train", "test"),
        finding=("any", "too_small"),
        smaller=("64", "1"),
        larger=("64", "1"),
        offset=("0", "3"),
        limit=("500", "1"),
    ),
    "datasets.picture": takes_query(path=("cat/0.png", "images/0.png")),
    "datasets.thumb": RouteInput({"path": ("cat/0.png", "images/0.png", "cat")}),
    "datasets.mask": takes_query(2, path=("images/0.png", "cat/0.png")),
    "datasets.health": PLAIN,
    "datasets.check": RouteInput(share=1),
    "datasets.numbers": PLAIN,
    "datasets.formats": PLAIN,
    "datasets.export": takes_query(2, format=("coco", "imagenet", "yolo", "voc")),
    "datasets.split": takes_json(2, ratio=("8:1:1", "1:1"), seed=(0, 7), lock_test=(False, True)),
    "datasets.change": takes_json(2, name=NAMES, query=STOP),
    "dataset_edits.index": PLAIN,
    "dataset_edits.add": takes_json(
        4,
        kind=("relabel", "move", "delete", "restore", "confirm", "tag"),
        on=(True, False),
        label=("cat", "new"),
        split=("train", "test"),
        paths=(["cat/0.png"], ["cat/0.png", "cat/1.png", "../x"], []),
        where=({"label": "cat"}, {"deleted": True}, {"split": "train"}, {}),
        seen=(None, 0, 3),
    ),
    "dataset_edits.mend": takes_json(1, key=("copied_pictures", "no_test_part", "uneven_classes", "")),
    "dataset_edits.suspects": PLAIN,
    "dataset_edits.find_suspects": takes_json(1),
    "image_map.show": PLAIN,
    "image_map.draw": takes_json(1, method=("pca", "tsne", "")),
    "image_map.sheet": RouteInput({"sheet": ("0", "9")}),
    "dataset_edits.undo": takes_json(2, id=("0123456789abcdef", "")),
    "dataset_edits.redo": takes_json(2),
    "dataset_edits.empty_bin": takes_json(1),
    "labeling.show": takes_query(path=("cat/0.png", "images/0.png")),
    "labeling.save": takes_json(
        4,
        path=("cat/0.png", "images/0.png", "../x"),
        objects=(
            None,
            [],
            [{"label": "cat", "box": [1, 1, 9, 9]}],
            [{"label": "a", "polygons": [[1, 1, 9, 1, 9, 9]], "attributes": {"x": 1}}],
            [{"label": "a", "rle": {"size": [8, 8], "counts": [9, 3, 52]}}],
        ),
        labels=(None, ["cat"], [""]),
        dismissed=([], [0, 1]),
        seen=(None, 0, 3),
    ),
    "labeling.work": takes_query(
        order=("todo", "name", "uncertain"),
        offset=("0", "3"),
        limit=("200", "1"),
        after=("cat/0.png", "x"),
        index_of=("cat/0.png",),
    ),
    "labeling.declare_task": takes_json(2, task=("detection", "semantic", "classification"), classes=([], ["a", "b"])),
    "labeling.edit_classes": takes_json(
        2,
        add=("a", "新的"),
        rename=("cat", "a"),
        to=("dog", "b"),
        merge=(True, False),
        color=("cat", "a"),
        value=("#ff8800", "red"),
        order=(["a", "b"], ["cat"]),
        remove=("a", "cat"),
    ),
    "labeling.propose": takes_json(
        1, path=("cat/0.png", "images/0.png"), model=("models/a.onnx", "main.py"), confidence=(0.3, 1)
    ),
    "labeling.propose_all": takes_json(1, model=("models/a.onnx", "main.py"), confidence=(0.3, 1), all=(True, False)),
    "labeling.accept": takes_json(2, score=(0.5, 0), paths=(None, ["cat/0.png"]), seen=(None, 0)),
    "labeling.forget": RouteInput(share=2),
    "labeling.outline": takes_json(
        1,
        path=("cat/0.png", "images/0.png"),
        box=(None, [1, 1, 9, 9]),
        points=([], [[4, 4, 1]], [[4, 4, 0]]),
        model=(None, "models/a.onnx", "models/a.encoder.onnx"),
    ),
    "labeling.track": takes_json(
        1, path=("cat/0.png", "images/0.png"), objects=([{"label": "a", "box": [1, 1, 9, 9]}], [])
    ),
    "datasets.duplicate": takes_json(2, name=NAMES),
    "datasets.begin_boxing": takes_json(2, name=NAMES),
    "datasets.delete": RouteInput(query=STOP, share=1),
    "datasets.job": PLAIN,
    "datasets.stop_job": RouteInput(share=4),
    "kept_programs.show": RouteInput({"kind": ("text", "pictures", "songs")}),
    "kept_programs.keep": RouteInput(
        {"kind": ("text", "pictures", "songs")}, body={"workspace": WORKSPACES}, kind="json"
    ),
    "sentences.create": takes_json(2, name=NAMES, classes=([], ["a", "b"], ["a", "a"])),
    "sentences.show": RouteInput({"name": ("words", *DATASETS)}),
    "sentences.change": RouteInput(
        {"name": ("words", *DATASETS)},
        body={
            "do": ("add", "remove", "change", "add_class", "rename_class", "remove_class", "empty_test", "restore", ""),
            "label": ("a", "cat", ""),
            "texts": (["what a day", "今天真好"], [], [""]),
            "split": ("train", "test", "val"),
            "row": (2, 99),
            "text": ("what a day", ""),
            "to": ("b", "", "what a night"),
            "removed": ({"classes": ["a"], "rows": [["x", "a", "train"]]}, {}),
        },
        kind="json",
    ),
    "sentences.taught": PLAIN,
    "sentences.ask": takes_json(1, model=("models/a.npz", "no"), text=("what a day", ""), words=(True, False)),
    "sentences.test": takes_json(1, model=("models/a.npz", "no"), set=DATASETS),
    "next_word.index": PLAIN,
    "next_word.save": takes_json(
        2, text=("the cat sat on the mat", ""), name=NAMES, path=("data/a.txt", "../a.txt", "data/a.csv")
    ),
    "next_word.remove": takes_json(1, path=("data/a.txt", "../a.txt")),
    "next_word.go_on": takes_json(
        1,
        paths=(["data/a.txt"], [], ["main.py"]),
        order=(1, 3, 9),
        words=([], ["the"]),
        count=(0, 3, 999),
        temperature=(0, 1.5, "1"),
        why=(None, 0, 7),
    ),
    "points.create": takes_json(2, name=NAMES, classes=([], ["a", "b"], [".."]), what=("hand", "face", "foot")),
    "points.show": RouteInput({"name": ("signs", *DATASETS)}, {"newest": ("0", "3", "99")}),
    "points.samples": RouteInput(
        {"name": ("signs", *DATASETS)}, {"label": ("a", ".."), "offset": ("0", "9"), "limit": ("0", "999")}
    ),
    "sprites.index": PLAIN,
    "sprites.drawing": RouteInput({"sprite": ("robot", "no"), "costume": ("calm", "../x")}, {"size": ("64", "x")}),
    "sprites.save": RouteInput(query={"name": ("monster", "小怪", "robot", "my hand")}, kind="picture"),
    "sprites.rename": takes_json(path=("stage/monster.png", "main.py"), name=("monster", "b", "2")),
    "sprites.remove": takes_json(1, path=("stage/monster.png", "project.json")),
    "sprites.cut_out": RouteInput(query={"taps": ("", "9,9,1;1,1,0", "1,1", "x")}, kind="picture", share=1),
    "panel.show": PLAIN,
    "panel.keep": takes_json(places=([{"form": "slider", "name": "speed", "wide": True}], [], [{"form": "wheel"}], 3)),
    "points.find": RouteInput(
        {"name": ("signs", *DATASETS)},
        {"what": ("hand", "foot"), "label": ("", "a"), "split": ("train", "test"), "group": ("", "x")},
        kind="picture",
        share=1,
    ),
    "points.change": RouteInput(
        {"name": ("signs", *DATASETS)},
        body={
            "do": ("add", "rename", "remove", "empty", "empty_test", "restore", ""),
            "label": ("a", "..", ""),
            "to": ("b", ""),
            "what": ("hand", "foot"),
            "removed": ("0123456789abcdef", "../x"),
        },
        kind="json",
    ),
    "motions.create": takes_json(2, name=NAMES, classes=([], ["a", "b"], [".."], ["test"])),
    "motions.show": RouteInput({"name": ("moves", *DATASETS)}, {"newest": ("0", "3", "99")}),
    "motions.takes": RouteInput(
        {"name": ("moves", *DATASETS)}, {"label": ("a", ".."), "offset": ("0", "9"), "limit": ("0", "999")}
    ),
    "motions.keep": RouteInput(
        {"name": ("moves", *DATASETS)},
        {"label": ("a", "..", ""), "split": ("train", "test", "x"), "name": ("1.csv", "")},
        body=FELT,
        kind="json",
        share=2,
    ),
    "motions.change": RouteInput(
        {"name": ("moves", *DATASETS)},
        body={
            "do": ("add", "rename", "remove", "empty", "empty_test", "remove_take", "restore", ""),
            "label": ("a", "..", ""),
            "to": ("b", "", "train"),
            "file": ("train/a/1.csv", "../x"),
            "removed": ("0123456789abcdef", "../x"),
        },
        kind="json",
    ),
    "motions.ask": RouteInput(
        query={"model": ("models/a.npz", "models/a.onnx", "no")}, body=FELT, kind="json", share=1
    ),
    "sounds.create": takes_json(2, name=NAMES, classes=([], ["a", "b"], [".."])),
    "sounds.show": RouteInput({"name": ("claps", *DATASETS)}, {"newest": ("0", "3", "99")}),
    "sounds.samples": RouteInput(
        {"name": ("claps", *DATASETS)}, {"label": ("a", ".."), "offset": ("0", "9"), "limit": ("0", "999")}
    ),
    "sounds.keep": RouteInput(
        {"name": ("claps", *DATASETS)},
        {"label": ("", "a"), "split": ("train", "test"), "file": ("", "a.wav")},
        kind="picture",
        share=1,
    ),
    "sounds.change": RouteInput(
        {"name": ("claps", *DATASETS)},
        body={
            "do": ("add", "rename", "remove", "empty", "empty_test", "remove_sample", "restore", ""),
            "label": ("a", "..", ""),
            "to": ("b", ""),
            "path": ("a/0001.wav", "../x.wav", ""),
            "removed": ("0123456789abcdef", "../x"),
        },
        kind="json",
    ),
    "sounds.hear": RouteInput({"path": ("data/claps/a/0001.wav", "data/claps/a/0001.wav/2", "main.py", "../a.wav")}),
    "collecting.classes": takes_query(newest=("0", "3", "99")),
    "collecting.add": RouteInput(query={**LABELS, "split": ("train", "test"), "once": ("1", "0")}, kind="picture"),
    "collecting.change_classes": takes_json(
        4,
        do=("add", "rename", "remove", "empty", "restore"),
        label=("cat", "dog", "new", ""),
        to=("cat", "new", "新的"),
        removed=("1", "../cat"),
    ),
    "collecting.change_tests": takes_json(
        2, pictures=({}, {"cat": ["cat/0.png"]}, {"cat": [], "dog": ["dog/1.png"]}, {"new": []}, {"cat": "cat/0.png"})
    ),
    "collecting.take_back": takes_json(paths=(["cat/0.png"], ["cat/1.png", "dog/1.png"], [])),
    "collecting.list_waiting": RouteInput(share=2),
    "collecting.keep_waiting": RouteInput(kind="picture", share=4),
    "collecting.label_waiting": takes_json(
        4, labels=({".unlabeled/1.jpg": "cat"}, {".unlabeled/1.jpg": None, "cat/0.png": "dog"}, {})
    ),
    "collecting.film": RouteInput(
        query={**LABELS, "every": ("1", "0.5")},
        body={"path": ("data/film.avi", "film.avi")},
        files={"film": ("@film",)},
        kind="form",
        share=1,
    ),
    "models.index": PLAIN,
    "models.download": RouteInput({"path": ("models/a.onnx", "checkpoints/a.onnx", "main.py")}),
    "models.rename": RouteInput({"path": ("models/a.onnx", "main.py")}, body={"name": NAMES}, kind="json", share=2),
    "models.delete": RouteInput({"path": ("models/gone.onnx", "main.py")}, share=2),
    "models.show_bin": PLAIN,
    "models.restore": RouteInput({"identity": ("gone", "a")}, share=2),
    "models.erase": RouteInput({"identity": ("gone", "a")}, share=2),
    "models.test": takes_json(1, model=("models/a.onnx", "no")),
    "models.make_smaller": takes_json(1, model=("models/a.onnx", "no")),
    "models.costs": PLAIN,
    "models.library": PLAIN,
    "models.add_to_library": takes_json(2, path=("models/a.onnx",), title=NAMES),
    "models.copy_to_project": takes_json(4, shelf=("@shelf",)),
    "models.remove": RouteInput(share=2),
    "inference.ask": RouteInput(
        query={
            "model": ("models/a.onnx",),
            "unknown": ("0", "0.6"),
            "smooth": ("1", "5"),
            "confidence": ("0.5",),
        },
        kind="picture",
        share=4,
    ),
    "inference.ask_batch": RouteInput(
        query={"model": ("models/a.onnx",), "confidence": ("0.5",)}, kind="picture", share=2
    ),
    "inference.look_at_layers": RouteInput(query={"model": ("models/a.pth",)}, kind="picture", share=1),
    "inference.ask_row": takes_json(1, query={"model": ("models/a.onnx",)}, cells=({"petal width": 1.5}, {})),
    "inference.prepare": RouteInput(share=1),
    "inference.end": RouteInput(share=2),
    "explanation.explain": takes_json(
        2, path=("data/pets/cat/0.png", "main.py"), model=("models/a.onnx", ""), classes=(["cat", "dog"], [])
    ),
    "explanation.nearest": takes_json(
        2, path=("data/pets/cat/0.png", "main.py"), model=("models/a.onnx",), label=("cat", "")
    ),
    "models.show_compression": PLAIN,
    "models.compare_compression": takes_json(2, files=(["models/a.onnx", "models/b.onnx"], ["models/a.onnx"])),
    "devices.index": RouteInput(share=2),
    "devices.ask": takes_json(1, port=("@board",)),
    "devices.let_go": takes_json(2, port=("@board",)),
    "devices.install": takes_json(1, port=("@board",), board=("arduino-uno", "arduino-mega")),
    "devices.try_part": takes_json(
        1, port=("simulated",), board=("simulated",), part=({"kind": "LED", "pins": {"pin": "13"}},)
    ),
    "devices.stop_install": takes_json(1, port=("@board",)),
    "devices.name": takes_json(2, port=("@board",), board=("arduino-uno", "simulated")),
    "backends.index": RouteInput(share=2),
    "backends.act": RouteInput(
        {"name": ("openvino", "ncnn", "nothing")}, body={"do": ("pause",)}, kind="json", share=2
    ),
    "backends.reports": PLAIN,
    "network.network": RouteInput(share=2),
    "network.switch_network": takes_json(1, open=(False,)),
    "network.rename_device": takes_json(1, name=("Li", "", "x" * 30)),
    "network.send_away": RouteInput({"device": ("0" * 16,)}, share=1),
}
EVENTS: dict[str, dict[str, tuple]] = {
    "open": {"project": ("@project",), "run": ("@run", "", "@live")},
    "watch": {"project": ("@project",), "run": ("@run", "@live"), "after": (0, 1)},
    "unwatch": {"project": ("@project",), "run": ("@run", "@live")},
    "connect": {"protocol": (1,)},
    "disconnect": {},
}
TOPICS = (
    "devices",
    "board:@board",
    "serial:@board",
    "camera:simulated",
    "take:simulated",
    "shown:@project",
    "push:1",
    "engine",
)

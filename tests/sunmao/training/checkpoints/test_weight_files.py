"""Weights files: old or new after a crash, never half; nothing foreign is run; a wrong file is said."""

import io
import json
import os
import pickle
import signal
import subprocess
import sys
import tarfile
import textwrap
from pathlib import Path

import numpy as np
import pytest
import torch

from sunmao.errors import BadModelFile, FileMissing
from sunmao.models import find_model
from sunmao.models.network import Classifier
from sunmao.training.checkpoints.checkpoint_info import pth_info
from sunmao.training.checkpoints.weight_files import load_own_weights, save_weights
from sunmao.vision import Classification, Detection

pytestmark = pytest.mark.training

INFO = {"model": "LeNet", "classes": ["a", "b"], "image_size": 32}

# Replaces old weights by new ones in children that are killed at their nth look at the disk, until one comes through.
KILLED = """
    import json, os, signal, sys
    import torch
    from sunmao.training.checkpoints.weight_files import load_own_weights, save_weights

    info = {"model": "LeNet", "classes": ["a", "b"], "image_size": 32}

    def write(epoch):
        save_weights(sys.argv[1], {"weight": torch.full((1000,), float(epoch))}, {**info, "epoch": epoch})

    def killed_at(left):
        def watch(event, _):
            nonlocal left
            if event not in ("open", "os.rename", "os.chmod", "os.remove"):
                return
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(watch)

    endings = []
    for moment in range(1, 12):
        write(1)
        child = os.fork()
        if child == 0:
            killed_at(moment)
            write(2)
            os._exit(0)
        status, data = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), load_own_weights(sys.argv[1])
        assert (data["state_dict"]["weight"] == data["epoch"]).all()
        endings.append((status, data["epoch"]))
        if status == 0:
            break
    print(json.dumps(endings))
"""


@pytest.mark.skipif(os.name == "nt", reason="kills by SIGKILL")
@pytest.mark.long
def test_a_kill_while_writing_leaves_the_old_file_or_the_new_one(tmp_path):
    program = tmp_path / "killed.py"
    program.write_text(textwrap.dedent(KILLED))
    done = subprocess.run(
        [sys.executable, program, tmp_path / "latest.pth"], capture_output=True, text=True, check=True
    )
    endings = json.loads(done.stdout)
    assert endings[0] == [-signal.SIGKILL, 1], "killed at its first look"
    assert endings[-1] == [0, 2], "and at last not at all"
    assert len(endings) > 3


def test_a_file_cut_at_each_tenth_is_refused(tmp_path):
    file = tmp_path / "best.pth"
    save_weights(file, {"weight": torch.ones(100)}, INFO)
    whole = file.read_bytes()
    for tenth in range(10):
        file.write_bytes(whole[: len(whole) * tenth // 10])
        with pytest.raises(BadModelFile, match="damaged"):
            load_own_weights(file)


class Harmful:
    def __reduce__(self):
        return (os.mkdir, (os.environ["SUNMAO_MARKER"],))


def test_code_in_a_file_is_not_run(tmp_path, monkeypatch):
    marker, file = tmp_path / "marker", tmp_path / "foreign.pth"
    monkeypatch.setenv("SUNMAO_MARKER", str(marker))
    torch.save({"format": 1, **INFO, "state_dict": Harmful()}, file)
    with pytest.raises(BadModelFile):
        load_own_weights(file)
    assert not marker.exists()


def old_tar(path: Path, content: object) -> None:
    """A file in the form of torch before 0.2, a tar: torch.load read its pickles without a restriction
    (CVE-2025-32434).
    """
    with tarfile.open(path, "w") as archive:
        for name in ("sys_info", "pickle", "storages", "tensors"):
            data = pickle.dumps({"little_endian": True} if name == "sys_info" else content if name == "pickle" else 0)
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


class Unknown:
    """A class that is in no library of weights."""

    def __init__(self):
        self.weight = torch.ones(2)


@pytest.mark.fault("E3")
@pytest.mark.parametrize("form", ["zip", "old pickle", "tar", "plain pickle", "unknown class"])
def test_code_in_any_form_of_weights_is_not_run(form, few, tmp_path, monkeypatch, row):
    """os.system in torch's own form, its form of before 2020, the tar before it, and as a bare pickle; an object of a
    strange class.
    """
    marker, file = tmp_path / "marker", tmp_path / "models" / "gift.pth"
    file.parent.mkdir(exist_ok=True)
    monkeypatch.setenv("SUNMAO_MARKER", str(marker))
    content = {"format": 1, **INFO, "state_dict": Unknown() if form == "unknown class" else Harmful()}
    if form == "tar":
        old_tar(file, content)
    elif form == "plain pickle":
        file.write_bytes(pickle.dumps(content))
    else:
        torch.save(content, file, _use_new_zipfile_serialization=form != "old pickle")
    asked = []
    monkeypatch.setattr(
        torch,
        "load",
        lambda *args, real=torch.load, **more: asked.append(more.get("weights_only")) or real(*args, **more),
    )
    model = Classification(backbone="LeNet")
    for way in (lambda: load_own_weights(file), lambda: model.load_checkpoint(str(file)), lambda: pth_info(str(file))):
        with pytest.raises(BadModelFile) as error:
            way()
        assert error.value.key in ("unsafe_weights", "bad_weights")
        assert error.value.title["zh"] != error.value.title["en"]
    assert set(asked) == {True}, "and it is never tried again without the restriction"
    assert not marker.exists()
    model.load_dataset(few)
    model.train(epochs=1, save_fold="models/next")
    row(
        saw=error.value.title, kept="the marker is absent, weights_only was never given up, and the next training works"
    )


WRONG = [
    {"classes": 5},
    {"classes": []},
    {"classes": [1, 2]},
    {"image_size": "x"},
    {"image_size": -5},
    {"image_size": 65},
    {"image_size": 10**9},
    {"image_size": None},
    {"state_dict": 5},
    {"state_dict": {"body": 5}},
    {"state_dict": {5: torch.ones(1)}},
    {"data": "x"},
    {"data": {"path": 5}},
    {"model": 5},
    {"parameters": 5},
    {"training": "x"},
    {"state_dict": {}},
    {"epoch": "x"},
]


@pytest.fixture(scope="module", params=[Classification, Detection], ids=["Classification", "Detection"])
def whole(request):
    """(the class of a model, what a right weights file of it holds)."""
    entry = request.param()._entry
    network = Classifier(entry, 2, 32) if request.param is Classification else entry.build(2, 64)
    return request.param, {
        "format": 1,
        "model": entry.name,
        "classes": ["a", "b"],
        "image_size": entry.image_size,
        "state_dict": network.state_dict(),
    }


def test_a_file_of_ours_is_taken(project, whole):
    maker, content = whole
    torch.save(content, "right.pth")
    maker().load_checkpoint("right.pth")
    assert pth_info("right.pth")["classes"] == ["a", "b"]


@pytest.mark.long
@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_a_file_of_ours_with_wrong_words_is_refused(project, whole, wrong):
    maker, content = whole
    torch.save({**content, **wrong}, "wrong.pth")
    for way in (
        lambda: maker(weights="wrong.pth").inference(np.zeros((9, 9, 3), np.uint8)),
        lambda: maker().load_checkpoint("wrong.pth"),
    ):
        with pytest.raises(BadModelFile, match="is no weights file, or it is damaged"):
            way()


def test_weights_of_other_shapes_than_their_words_say_are_refused(few):
    torch.save(
        {
            "format": 1,
            **INFO,
            "classes": ["1", "4", "7"],
            "state_dict": Classifier(find_model("LeNet"), 2, 32).state_dict(),
        },
        "wrong.pth",
    )
    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    with pytest.raises(BadModelFile, match="is no weights file"):
        model.train(epochs=1, checkpoint="wrong.pth")


def test_a_newer_file_asks_for_an_update(tmp_path):
    save_weights(tmp_path / "new.pth", {}, {**INFO, "format": 99})
    with pytest.raises(BadModelFile, match="Update Sunmao"):
        load_own_weights(tmp_path / "new.pth")


def test_a_missing_file_is_answered_with_the_nearest(tmp_path):
    save_weights(tmp_path / "latest.pth", {}, INFO)
    with pytest.raises(FileMissing, match="latest.pth'?\\?"):
        load_own_weights(tmp_path / "lates.pth")


def test_weights_of_another_model_are_refused(few):
    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    model.train(epochs=1, save_fold="models/few")
    with pytest.raises(BadModelFile, match="weights of LeNet.*EfficientNet-Lite0"):
        Classification(backbone="EfficientNet-Lite0").load_checkpoint("models/few/latest.pth")


def test_the_order_of_classes_comes_from_the_weights(few):
    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    model.train(epochs=1, save_fold="models/few")
    other = Classification(backbone="LeNet")
    other.checkpoint = "models/few/latest.pth"
    result = other.inference("data/few/test_set/4/1.png")
    assert other.classes == ["1", "4", "7"] and result.classes == other.classes


def test_the_textbooks_checkpoint_argument_of_inference(few):
    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    model.train(epochs=1, save_fold="models/few")
    result = Classification("lenet").inference(
        "data/few/test_set/4/1.png", checkpoint=str(Path("models/few/latest.pth"))
    )
    assert result.label in "147"


def test_a_damaged_file_gives_way_to_the_one_before(few, capsys):
    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    model.train(epochs=1, save_fold="models/few")
    Path("models/few/best_accuracy_top-1_epoch_9.pth").write_bytes(b"cut off")
    later = Classification(backbone="LeNet")
    later.save_fold = "models/few"
    assert later.inference("data/few/test_set/4/1.png").label in "147"
    assert "is damaged" in capsys.readouterr().err


@pytest.mark.fault("E6")
def test_a_best_cut_at_each_tenth_gives_way_to_the_one_before(few, capsys, row):
    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    model.train(epochs=1, save_fold="models/few")
    [good] = Path("models/few").glob("best_*.pth")
    whole, expected = good.read_bytes(), model.inference("data/few/test_set/4/1.png")
    newest = Path("models/few/best_accuracy_top-1_epoch_9.pth")
    for tenth in range(10):
        newest.write_bytes(whole[: len(whole) * tenth // 10])
        capsys.readouterr()
        later = Classification(backbone="LeNet")
        later.save_fold = "models/few"
        result = later.inference("data/few/test_set/4/1.png")
        said = capsys.readouterr().err
        assert newest.name in said and "is damaged" in said, tenth
        assert (result.label, result.classes) == (expected.label, expected.classes) and result.classes == [
            "1",
            "4",
            "7",
        ]
    assert good.read_bytes() == whole
    row(saw=said.strip().splitlines()[-1], kept="ten cuts: the weights before are used, classes in their order")


@pytest.mark.fault("E6")
def test_weights_of_other_classes_never_change_their_order(few, tmp_path, row):
    """The names of a file's classes are its own, whatever data set is read before or after; a newer form is refused."""
    model = Classification(backbone="LeNet")
    model.load_dataset(few)
    model.train(epochs=1, save_fold="models/few")
    file, image = "models/few/latest.pth", "data/few/test_set/4/1.png"
    for old, new in (("1", "z"), ("7", "a")):
        for part in ("training_set", "val_set", "test_set"):
            (Path("data/few") / part / old).rename(Path("data/few") / part / new)
    for part in ("training_set", "val_set", "test_set"):  # 4, a, z: as many classes, in another order
        assert sorted(each.name for each in (Path("data/few") / part).iterdir()) == ["4", "a", "z"]
    other = Classification(backbone="LeNet")
    other.load_dataset(few)
    other.load_checkpoint(file)
    assert other.inference(image).classes == ["1", "4", "7"]
    with pytest.raises(BadModelFile) as error:
        save_weights(tmp_path / "new.pth", load_own_weights(file)["state_dict"], {**INFO, "format": 99})
        other.load_checkpoint(str(tmp_path / "new.pth"))
    assert error.value.key == "newer_weights"
    row(saw=error.value.title, kept="labels stay those of the weights: 1, 4, 7")

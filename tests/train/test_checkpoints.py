"""Weights files: old or new after a crash, never half; nothing foreign is run; a wrong file is said."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import torch
from sunmao.errors import BadModelFile, FileMissing
from sunmao.vision import Classification
from sunmao.vision.weights import load, save

INFO = {"model": "LeNet", "classes": ["a", "b"], "image_size": 32}

# Replaces old weights by new ones in children that are killed at their nth look at the disk, until one comes through.
KILLED = """
    import json, os, signal, sys
    import torch
    from sunmao.vision.weights import load, save

    info = {"model": "LeNet", "classes": ["a", "b"], "image_size": 32}

    def write(epoch):
        save(sys.argv[1], {"weight": torch.full((1000,), float(epoch))}, {**info, "epoch": epoch})

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
        status, data = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), load(sys.argv[1])
        assert (data["state_dict"]["weight"] == data["epoch"]).all()
        endings.append((status, data["epoch"]))
        if status == 0:
            break
    print(json.dumps(endings))
"""


@pytest.mark.skipif(os.name == "nt", reason="kills by SIGKILL")
def test_a_kill_while_writing_leaves_the_old_file_or_the_new_one(tmp_path):
    program = tmp_path / "killed.py"
    program.write_text(textwrap.dedent(KILLED))
    done = subprocess.run([sys.executable, program, tmp_path / "latest.pth"], capture_output=True, text=True, check=True)
    endings = json.loads(done.stdout)
    assert endings[0] == [-signal.SIGKILL, 1], "killed at its first look"
    assert endings[-1] == [0, 2], "and at last not at all"
    assert len(endings) > 3


def test_a_file_cut_at_each_tenth_is_refused(tmp_path):
    file = tmp_path / "best.pth"
    save(file, {"weight": torch.ones(100)}, INFO)
    whole = file.read_bytes()
    for tenth in range(10):
        file.write_bytes(whole[: len(whole) * tenth // 10])
        with pytest.raises(BadModelFile, match="damaged"):
            load(file)


class Harmful:
    def __reduce__(self):
        return (os.mkdir, (os.environ["SUNMAO_MARKER"],))


def test_code_in_a_file_is_not_run(tmp_path, monkeypatch):
    marker, file = tmp_path / "marker", tmp_path / "foreign.pth"
    monkeypatch.setenv("SUNMAO_MARKER", str(marker))
    torch.save({"format": 1, **INFO, "state_dict": Harmful()}, file)
    with pytest.raises(BadModelFile):
        load(file)
    assert not marker.exists()


def test_a_newer_file_asks_for_an_update(tmp_path):
    save(tmp_path / "new.pth", {}, {**INFO, "format": 99})
    with pytest.raises(BadModelFile, match="Update Sunmao"):
        load(tmp_path / "new.pth")


def test_a_missing_file_is_answered_with_the_nearest(tmp_path):
    save(tmp_path / "latest.pth", {}, INFO)
    with pytest.raises(FileMissing, match="latest.pth'?\\?"):
        load(tmp_path / "lates.pth")


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
    result = Classification("lenet").inference("data/few/test_set/4/1.png", checkpoint=str(Path("models/few/latest.pth")))
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

"""Weights of detectors that others wrote: mmdet's own checkpoints, those that learned COCO, with other classes, of
other models.
"""

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch

from sunmao.errors import BadModelFile, BadValue, NoNetwork
from sunmao.models import find_model, list_detectors, list_segmenters
from sunmao.models.openmmlab import pretrained as published
from sunmao.tasks.object_detection.train import build_detector_network, load_detector_weights, load_trained_detector
from sunmao.training.checkpoints.weight_files import save_weights
from sunmao.training.run_metadata import InitialWeights
from sunmao.vision import Detection, Segmentation

pytestmark = pytest.mark.training

SIDE = 64
NAMES = [*list_detectors(), *list_segmenters()]
CPU = torch.device("cpu")


@cache
def network(name: str, classes: int):
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        return find_model(name).build(classes, SIDE)


def checkpoint(state: dict, classes: tuple) -> dict:
    """Return a checkpoint as mmengine writes it after an epoch, with its own objects in it."""
    from mmengine.logging import HistoryBuffer

    history = HistoryBuffer([1.5, 1.2], [1, 1])
    return {
        "meta": {
            "epoch": 3,
            "iter": np.int64(30),
            "time": "20241101",
            "dataset_meta": {"classes": classes, "palette": [(1, 2, 3)]},
        },
        "state_dict": {**state, "data_preprocessor.mean": torch.zeros(3, 1, 1)},
        "message_hub": {"log_scalars": {"train/loss": history}, "runtime_info": {"epoch": 3, "loss": np.float32(1)}},
        "optimizer": {"state": {}, "param_groups": [{"lr": 0.1}]},
        "param_schedulers": [{"last_step": 3}],
    }


@pytest.fixture
def mine(tmp_path, monkeypatch) -> Path:
    """The file of a training with mmdet: RTMDet-tiny, two classes."""
    monkeypatch.setenv("SUNMAO_LANG", "en")
    path = tmp_path / "epoch_3.pth"
    torch.save(checkpoint(network("RTMDet-tiny", 2).body.state_dict(), ("cat", "dog")), path)
    return path


def test_a_checkpoint_of_mmdet_answers_as_it_did(mine):
    trained = load_trained_detector(find_model("RTMDet-tiny"), mine, CPU)
    assert trained.classes == ["cat", "dog"] and trained.info["epoch"] == 3
    theirs = network("RTMDet-tiny", 2).body.state_dict()
    assert all(torch.equal(value, theirs[name]) for name, value in trained.network.body.state_dict().items())


def test_training_goes_on_from_it_with_other_classes(mine, capsys):
    ours = build_detector_network(
        find_model("RTMDet-tiny"), ["ant", "bee", "cow"], InitialWeights(SIDE, False, mine.as_posix())
    )
    assert "The weights are for 2 classes, the data has 3" in capsys.readouterr().out
    theirs = network("RTMDet-tiny", 2).body
    assert torch.equal(ours.body.backbone.stem[0].conv.weight, theirs.backbone.stem[0].conv.weight)
    assert torch.equal(ours.body.bbox_head.rtm_reg[0].weight, theirs.bbox_head.rtm_reg[0].weight), (
        "where a thing is, it knows"
    )
    assert ours.body.bbox_head.rtm_cls[0].out_channels == 3


@pytest.mark.long
def test_what_has_learned_before_keeps_its_first_layers(mine):
    """Also from COCO's weights or a checkpoint, not only from ImageNet's: the recipe is that of weights that have
    learned.
    """
    torch.save({"state_dict": network("FasterRCNN", 2).body.state_dict()}, mine)
    entry = find_model("FasterRCNN")
    body = (
        build_detector_network(entry, ["ant", "bee"], InitialWeights(SIDE, False, mine.as_posix()))
        .train()
        .body.backbone
    )
    assert not any(each.requires_grad for part in (body.conv1, body.bn1, body.layer1) for each in part.parameters())
    assert all(each.requires_grad for each in body.layer2.parameters()) and not body.layer4[0].bn1.training
    fresh = build_detector_network(entry, ["ant", "bee"], InitialWeights(SIDE, False)).train().body.backbone
    assert fresh.conv1.weight.requires_grad and fresh.layer4[0].bn1.training


def test_another_models_file_is_named(mine):
    with pytest.raises(BadModelFile, match="holds weights of RTMDet-tiny.*SSD_Lite"):
        load_detector_weights(find_model("SSD_Lite"), mine)


@pytest.mark.long
@pytest.mark.parametrize("whose", ["mmdet's", "our own"])
def test_weights_for_boxes_lead_an_outliner_to_detection(mine, whose):
    """Segmentation(backbone='SSD_Lite') is nothing that could be tried."""
    state = network("SSD_Lite", 2).body.state_dict()
    if whose == "our own":
        save_weights(mine, state, {"model": "SSD_Lite", "classes": ["cat", "dog"], "image_size": SIDE})
    else:
        torch.save({"state_dict": state}, mine)
    with pytest.raises(BadModelFile) as caught:
        Segmentation(backbone="RTMDet-ins-tiny").load_checkpoint(mine)
    told = str(caught.value)
    assert "Detection(backbone='SSD_Lite')" in told and "weights of a model for instance segmentation" in told


@pytest.mark.parametrize("change", ["half", "wider", "nothing"])
@pytest.mark.long
def test_what_is_no_detectors_is_refused(mine, change):
    state = dict(network("RTMDet-tiny", 2).body.state_dict())
    if change == "half":
        state = dict(list(state.items())[: len(state) // 2])
    elif change == "wider":
        state["backbone.stem.0.conv.weight"] = torch.zeros(48, 3, 3, 3)
    torch.save({"state_dict": {} if change == "nothing" else state, "meta": {}}, mine)
    with pytest.raises(BadModelFile):
        load_detector_weights(find_model("RTMDet-tiny"), mine)


@pytest.mark.long
def test_old_files_without_labels_and_counters(mine):
    """As of mmdet 2: no `dataset_meta`; averaged weights may have no counters."""
    state = {
        name: value for name, value in network("SSD_Lite", 3).body.state_dict().items() if "num_batches" not in name
    }
    torch.save({"state_dict": state, "meta": {"CLASSES": ("a", "b", "c")}}, mine)
    assert load_trained_detector(find_model("SSD_Lite"), mine, CPU).classes == ["a", "b", "c"]
    torch.save({"state_dict": state}, mine)
    assert load_trained_detector(find_model("SSD_Lite"), mine, CPU).classes == ["0", "1", "2"]


def test_cocos_labels_where_there_are_eighty_and_none_is_named(mine):
    torch.save(network("SSD_Lite", 80).body.state_dict(), mine)
    assert load_detector_weights(find_model("SSD_Lite"), mine).classes[:2] == ["person", "bicycle"]


def test_what_nothing_reads_is_left_out(mine):
    """OpenMMLab's YOLOv3 with MobileNetV2 has the last layer of its body, which gives nothing to the neck."""
    state = {
        **network("YOLO-MobileNet", 2).body.state_dict(),
        "backbone.conv2.conv.weight": torch.zeros(1280, 320, 1, 1),
    }
    torch.save({"state_dict": state}, mine)
    assert load_trained_detector(find_model("YOLO-MobileNet"), mine, CPU).classes == ["0", "1"]


def test_code_inside_is_never_run(mine, tmp_path):
    class Trap:
        def __reduce__(self):
            return Path.touch, (tmp_path / "ran",)

    torch.save({"state_dict": network("SSD_Lite", 2).body.state_dict(), "meta": {"hook": Trap()}}, mine)
    with pytest.raises(BadModelFile, match="code"):
        load_detector_weights(find_model("SSD_Lite"), mine)
    assert not (tmp_path / "ran").exists()


def test_addresses_are_those_that_mmdets_package_names():
    import mmdet

    listed = {
        url.rsplit("/", 1)[1]: url
        for path in Path(mmdet.__file__).parent.joinpath(".mim", "configs").glob("*/metafile.yml")
        for url in re.findall(r"https://\S+\.pth", path.read_text(encoding="utf-8"))
    }
    known = [find_model(name).published for name in NAMES if find_model(name).published]
    assert len(known) == len(NAMES) - 2, "all but those whose body is our own"
    for address in known:
        assert listed[address.file] == address.url and re.search(f"-{address.sha256}.pth$", address.file)


def test_weights_of_coco_by_name(mine, monkeypatch):
    torch.save({"state_dict": network("SSD_Lite", 80).body.state_dict()}, mine)
    asked = []
    monkeypatch.setattr(published, "fetch", lambda address: asked.append(address.sha256) or mine)
    model = Detection("SSD_Lite", weights="coco", image_size=SIDE)
    result = model.inference(np.zeros((50, 60, 3), np.uint8), show=False)
    assert model.classes[0] == "person" and asked == ["974d9307"] and result.things == []
    start = Detection("SSD_Lite", weights="coco", image_size=SIDE)._start(None)
    assert start.learned and not start.pretrained and start.checkpoint == mine.as_posix()


def test_weights_of_coco_without_network_or_where_there_are_none(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    with pytest.raises(BadValue, match="no weights for RTMDet-Lite0 that have learned.*RTMDet-tiny"):
        Detection("RTMDet-Lite0", weights="coco")._start(None)

    def unreachable(address):
        raise NoNetwork("no_network", name=address.file, host=address.host, folder="weights")

    monkeypatch.setattr(published, "fetch", unreachable)
    with pytest.raises(NoNetwork, match="download.openmmlab.com cannot be reached"):
        Detection("SSD_Lite", weights="coco")._start(None)

"""The networks that find things: how they are built, what they lose, what keeps its weights."""

import copy
from functools import cache

import pytest
import torch

from sunmao.models import efficientnet, find_model, list_detectors, list_segmenters
from sunmao.models.openmmlab import specs
from sunmao.models.openmmlab.build_detector import PLANS, SingleSampleNorm, build_mmdet_model
from sunmao.models.openmmlab.detector_module import Targets
from sunmao.models.openmmlab.mmcv_shim import get_model_registry
from sunmao.models.openmmlab.pretrained import count_classes, get_shapes
from sunmao.models.preprocessing import GEOMETRIES
from sunmao.models.torchvision_timm import Torchvision

pytestmark = pytest.mark.training

SIDE = 64
NAMES = [*list_detectors(), *list_segmenters()]
SMALL = [name for name in NAMES if find_model(name).parameters < 10_000_000]


@cache
def network(name: str, classes: int = 3):
    """A fresh one, made once a test run, learning."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return find_model(name).build(classes, SIDE).train()


def things(count: int, classes: int = 3) -> Targets:
    """Make the objects of one picture, at random, with outlines."""
    random = torch.Generator().manual_seed(count)
    start = torch.rand(count, 2, generator=random) * SIDE / 2
    boxes = torch.cat([start, start + 9 + torch.rand(count, 2, generator=random) * SIDE / 3], dim=1)
    masks = torch.zeros(count, SIDE, SIDE, dtype=torch.uint8)
    for mask, (left, upper, right, lower) in zip(masks, boxes.int().tolist(), strict=True):
        mask[upper:lower, left:right] = 1
    return Targets(boxes, torch.arange(count) % classes, masks)


def learned(finder, targets: list[Targets]) -> dict[str, float]:
    """The parts of the loss; all of them and every gradient must be numbers. Nothing of the network is changed but
    running means.
    """
    pixels = torch.rand(len(targets), 3, SIDE, SIDE, generator=torch.Generator().manual_seed(5)) * 255
    parts = finder.losses(pixels, targets)
    assert all(part.shape == () and part.isfinite() for part in parts.values())
    sum(parts.values()).backward()
    gradients = {name: each.grad for name, each in finder.named_parameters()}
    assert all(each is None or each.isfinite().all() for each in gradients.values())
    finder.zero_grad()
    finder.gradients = {name for name, each in gradients.items() if each is not None}
    return {name: float(part.detach()) for name, part in parts.items()}


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_every_network_learns_from_a_picture_with_things_and_one_without(name):
    finder, entry = network(name), find_model(name)
    parts = learned(finder, [things(3), things(0)])
    assert all(value > 0 for value in parts.values()), "every part has something to learn"
    assert {"loss_cls"} <= parts.keys() and ("loss_mask" in parts) == (entry.task == "instance") == finder.gives_masks
    assert finder.gradients == {each for each, _ in finder.named_parameters()}, "nothing is learned in vain"
    assert sum(each.numel() for each in finder.parameters()) == entry.parameters


@pytest.mark.parametrize("name", NAMES)
def test_fresh_weights_are_normalized_by_what_they_see(name):
    means = [part for part in network(name).modules() if isinstance(part, torch.nn.BatchNorm2d)]
    assert means and all(part.training for part in means), "YOLO's body once kept means of 0, and learned nothing"


@pytest.mark.parametrize("name", NAMES)
def test_the_entry_of_a_detector_is_complete(name):
    entry = find_model(name)
    assert (
        entry.name in PLANS
        and entry.geometry in GEOMETRIES
        and entry.source
        and all(entry.advice)
        and len(entry.advice) == 2
    )
    assert entry.memory > 500 and entry.seconds > 1 and entry.image_size % entry.divisor == 0
    assert (entry.fresh is not None or not entry.recipe.frozen) and (entry.pretrained or not entry.packaged)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.long
def test_any_number_of_classes_and_nothing_else_depends_on_it(name):
    build = find_model(name).build
    one, many = get_shapes(build, 1), get_shapes(build, 7)
    assert one.keys() == many.keys() and 1 <= sum(one[each] != many[each] for each in one) < len(one) / 4
    for classes, known in ((1, one), (7, many)):
        assert (
            count_classes(build, {each: torch.empty(shape, device="meta") for each, shape in known.items()}) == classes
        )


@pytest.mark.long
@pytest.mark.parametrize("name", SMALL)
def test_hard_batches(name):
    """Nothing in it at all, a single picture, boxes of one pixel and of none, one over the whole picture, one class."""
    finder = network(name, 1)
    point = torch.zeros(1, SIDE, SIDE, dtype=torch.uint8)
    hard = [torch.tensor([[5.0, 5, 6, 6]]), torch.tensor([[9.0, 9, 9, 9]]), torch.tensor([[0.0, 0, SIDE, SIDE]])]
    for targets in [
        [things(0), things(0)],
        [things(2, 1)],
        *([Targets(box, torch.tensor([0]), point)] for box in hard),
    ]:
        learned(finder, targets)
        assert finder.gradients


@pytest.mark.parametrize("name", ["YOLO-MobileNet", "YOLOX-tiny", "RTMDet-tiny", "SSD_Lite"])
def test_twice_the_same_pictures_lose_as_much(name):
    """The loss is one of a picture, not the batch's sum: a batch may be learned from in portions."""
    finder = copy.deepcopy(network(name)).eval()
    pixels = torch.rand(2, 3, SIDE, SIDE, generator=torch.Generator().manual_seed(7)) * 255
    targets = [things(3), things(2)]
    once, twice = finder.losses(pixels, targets), finder.losses(pixels.repeat(2, 1, 1, 1), targets * 2)
    assert all(torch.allclose(once[part], twice[part], rtol=1e-3, atol=1e-5) for part in once)


def test_a_detector_does_not_ask_for_outlines():
    finder, boxes = network("RTMDet-tiny"), things(2)
    assert learned(finder, [boxes, boxes]) == learned(finder, [Targets(boxes.boxes, boxes.labels)] * 2)


def test_outlines_are_learned_as_mmdet_does():
    """The same parts of the loss and the same gradients, of pictures with many things, one and none."""
    from mmdet.models.dense_heads.rtmdet_ins_head import RTMDetInsSepBNHead

    finder, answers = copy.deepcopy(network("RTMDet-ins-tiny")), []
    pixels = torch.rand(3, 3, SIDE, SIDE, generator=torch.Generator().manual_seed(6)) * 255
    for head in (type(finder.body.bbox_head), RTMDetInsSepBNHead):
        finder.body.bbox_head.__class__ = head
        parts = finder.losses(pixels, [things(9), things(1), things(0)])
        sum(parts.values()).backward()
        answers.append([*parts.values(), *(each.grad for each in finder.parameters())])
        finder.zero_grad()
    for ours, theirs in zip(*answers, strict=True):
        assert torch.allclose(ours, theirs, rtol=1e-3, atol=1e-5 * float(theirs.detach().abs().max()))


def test_the_middle_of_an_outline():
    get_model_registry()
    from sunmao.models.openmmlab.rtmdet_ins_head import center_of_mass

    masks = torch.zeros(3, 8, 10, dtype=torch.bool)
    masks[0, 2:5, 4:9], masks[1, 7, 0] = True, True
    assert center_of_mass(masks).tolist() == [[6, 3], [0, 7], [0, 0]] and center_of_mass(masks[:0]).shape == (0, 2)


def test_a_single_picture_does_not_stop_ssd():
    """Its last map has one pixel, of which there is no deviation: the running means are taken, and left as they are."""
    finder = network("SSD_Lite", 1)
    last = [part for part in finder.body.bbox_head.modules() if isinstance(part, SingleSampleNorm)][-1]
    before = last.running_mean.clone()
    learned(finder, [things(2, 1)])
    assert torch.equal(last.running_mean, before)
    learned(finder, [things(2, 1), things(1, 1)])
    assert not torch.equal(last.running_mean, before)


def test_anchors_are_as_large_in_every_picture():
    half, whole = (
        build_mmdet_model("SSD_Lite", 2, 160).bbox_head.prior_generator,
        build_mmdet_model("SSD_Lite", 2, 320).bbox_head.prior_generator,
    )
    assert [each[0] for each in whole.strides] == [16, 32, 64, 107, 160, 320], "as OpenMMLab trained it"
    for small, large in zip(half.base_anchors, whole.base_anchors, strict=True):
        assert torch.allclose((small[:, 2:] - small[:, :2]) * 2, large[:, 2:] - large[:, :2], rtol=1e-3)
    yolo = build_mmdet_model("YOLO-MobileNet", 2, 160).bbox_head.prior_generator.base_sizes
    assert yolo[0][0] == (110, 62.5)


def test_colors_come_in_the_order_that_a_network_learned():
    red = torch.zeros(1, 3, SIDE, SIDE)
    red[:, 0] = 255
    for name, place in (("RTMDet-tiny", 2), ("YOLOX-tiny", 2), ("SSD_Lite", 0), ("RTMDet-Lite0", 0)):
        means = network(name).front(red).mean((0, 2, 3))
        assert means.argmax() == place


def test_small_pictures_are_enlarged_to_the_networks_size():
    assert network("SSD_Lite").front(torch.zeros(1, 3, 320, 320)).shape == (1, 3, SIDE, SIDE)


@pytest.mark.long
def test_nothing_is_fetched_unasked():
    from sunmao.models.openmmlab.build_detector import _make_config

    for name in NAMES:
        assert "'Pretrained'" not in str(_make_config(PLANS[name], 3, 320)) and "SyncBN" not in str(
            _make_config(PLANS[name], 3, 320)
        )


def test_the_packaged_body_fits_and_halves_as_it_should():
    backbone = network("RTMDet-Lite0").body.backbone
    fresh = copy.deepcopy(backbone)
    fresh.load_state_dict(specs.PackagedBackboneSpec().state())
    pixels = torch.rand(1, 3, 96, 96)
    maps = fresh.eval()(pixels)
    theirs = efficientnet.build(1).eval()
    theirs.load_state_dict(fresh.state_dict(), strict=False)
    value = theirs._swish(theirs._bn0(theirs._conv_stem(pixels)))
    for block in theirs._blocks:
        value = block(value)
    assert torch.allclose(maps[-1], value, atol=1e-5), "and sees what the package's own network sees"
    assert [tuple(each.shape) for each in maps] == [(1, 40, 12, 12), (1, 112, 6, 6), (1, 320, 3, 3)]


@pytest.mark.parametrize("name", ["SSD_Lite", "YOLO-MobileNet", "FasterRCNN", "Mask_RCNN"])
def test_imagenets_weights_of_torchvision_fit(name, monkeypatch):
    monkeypatch.setattr(Torchvision, "state", lambda library: library.build(1000).state_dict())
    with torch.device("meta"):
        state = find_model(name).pretrained.state()
    backbone = network(name).body.backbone.state_dict()
    assert {each: value.shape for each, value in state.items()} == {
        each: value.shape for each, value in backbone.items()
    }


def test_the_renamed_body_sees_what_torchvisions_sees(monkeypatch):
    """The same numbers in the same places: mmdet's MobileNetV2 gives the features that torchvision's gives."""
    torch.manual_seed(3)
    theirs = Torchvision("mobilenet_v2").build(1000).eval()
    monkeypatch.setattr(Torchvision, "state", lambda _: theirs.state_dict())
    ours = copy.deepcopy(network("SSD_Lite").body.backbone)
    ours.load_state_dict(specs.MOBILENET_V2.state())
    for part in ours.modules():
        if isinstance(part, torch.nn.BatchNorm2d):
            part.eps = 1e-5  # SSDLite's own is larger
    pixels = torch.rand(1, 3, SIDE, SIDE)
    with torch.inference_mode():
        ours.eval()  # which gives nothing back
        assert torch.allclose(ours(pixels)[-1], theirs.features(pixels), atol=1e-5)


def test_frozen_parts_keep_their_weights_and_means():
    finder, entry = find_model("RTMDet-Lite0").build(2, SIDE), find_model("RTMDet-Lite0")
    finder.freeze(entry.recipe.frozen)
    before = copy.deepcopy(finder.body.backbone._bn0.state_dict())
    learned(finder.train(), [things(2, 2), things(1, 2)])
    assert all(torch.equal(value, before[each]) for each, value in finder.body.backbone._bn0.state_dict().items())
    assert not any("_conv_stem" in each for each in finder.gradients) and any(
        "_blocks.9." in each for each in finder.gradients
    )


def test_the_means_of_a_large_body_are_kept_where_some_of_it_is_frozen():
    """Two pictures a batch would only make them worse."""
    finder, entry = network("FasterRCNN"), find_model("FasterRCNN")
    assert finder.body.backbone.layer4[0].bn1.training
    finder.freeze(entry.recipe.frozen)
    finder.train()
    assert not finder.body.backbone.layer4[0].bn1.training and finder.body.backbone.layer4[0].bn1.weight.requires_grad
    assert not finder.body.backbone.layer1[0].conv1.weight.requires_grad
    finder.requires_grad_(True)
    finder.freeze(())
    assert finder.train().body.backbone.layer4[0].bn1.training

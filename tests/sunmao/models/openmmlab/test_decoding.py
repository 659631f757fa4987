"""The detections of networks, against mmdet's own way from the same heads to boxes."""

import pytest
import torch
from torch.nn import functional
from torchvision.ops import batched_nms

from sunmao.models.model_spec import SAME_PLACE
from sunmao.models.openmmlab import decoding
from sunmao.models.openmmlab.decoding import batched_nms as suppressed
from sunmao.models.openmmlab.masks import paste_masks, resize_bilinear
from sunmao.models.openmmlab.mmcv_shim import silence_mmdet
from tests.support.untrained_detectors import CLASSES, batch, build_sensitive_detector

pytestmark = pytest.mark.training

SIDE = 96
MIN_SCORE = 0.05
PLACES, MASKS = 30, 3  # of a network that looks twice: each costs
META = {"img_shape": (SIDE, SIDE), "ori_shape": (SIDE, SIDE), "pad_shape": (SIDE, SIDE), "scale_factor": (1.0, 1.0)}


def held_to(finder, monkeypatch, **thresholds):
    """The network with these thresholds while a test lasts."""
    for name, value in ({"least": MIN_SCORE} | thresholds).items():
        monkeypatch.setattr(finder, name, value)
    return finder


def one_look(finder, pixels) -> list[tuple]:
    """mmdet's boxes before it suppresses any, and torchvision's suppression of them."""
    from mmengine.config import ConfigDict

    head = finder.body.bbox_head
    wanted = ConfigDict(nms_pre=100_000, score_thr=MIN_SCORE, conf_thr=0, min_bbox_size=0, nms={"iou_threshold": 0})
    if not hasattr(head, "loss_cls"):
        head.loss_cls = None  # mmdet reads it from SSD's head, which has none
    with silence_mmdet():
        outputs = head(finder.body.extract_feat(finder.front(pixels)))
        raw = head.predict_by_feat(*outputs, batch_img_metas=[META] * len(pixels), cfg=wanted, with_nms=False)
    return [thinned(each, finder.overlap) for each in raw]


def thinned(raw, overlap: float) -> tuple:
    scores = raw.scores * raw.score_factors if "score_factors" in raw else raw.scores
    boxes = raw.bboxes.clamp(0, SIDE)
    kept = (scores >= MIN_SCORE) & (boxes[:, 2:] > boxes[:, :2]).all(1)
    boxes, scores, labels = boxes[kept], scores[kept], raw.labels[kept]
    kept = batched_nms(boxes, scores, labels, overlap)
    return boxes[kept], scores[kept], labels[kept]


def same(ours: list[tuple], theirs: list[tuple]) -> None:
    assert sum(len(boxes) for boxes, *_ in theirs) > 20, "there is something to compare"
    for (boxes, scores, labels, *_), their in zip(ours, theirs, strict=True):
        their_boxes, their_scores, their_labels = (each[:200] for each in their)
        assert torch.equal(labels, their_labels)
        assert torch.allclose(boxes, their_boxes, atol=1e-3) and torch.allclose(scores, their_scores, atol=1e-6)


@pytest.mark.parametrize("name", ["RTMDet-tiny", "RTMDet-Lite0", "SSD_Lite", "YOLO-MobileNet", "YOLOX-tiny"])
def test_one_look_finds_what_mmdet_finds(name, monkeypatch):
    finder = held_to(build_sensitive_detector(name, SIDE), monkeypatch)
    with torch.inference_mode():
        same(finder.find(batch(SIDE, 3)), one_look(finder, batch(SIDE, 3)))


def test_outlines_of_one_look_are_mmdets(monkeypatch):
    from mmengine.config import ConfigDict

    finder = held_to(build_sensitive_detector("RTMDet-ins-tiny", SIDE), monkeypatch, most=30)
    thin = {"type": "nms", "iou_threshold": finder.overlap}
    wanted = ConfigDict(
        nms_pre=100_000, score_thr=MIN_SCORE, min_bbox_size=0, max_per_img=30, mask_thr_binary=0.5, nms=thin
    )
    with torch.inference_mode(), silence_mmdet():
        outputs = finder.body.bbox_head(finder.body.extract_feat(finder.front(batch(SIDE, 2))))
        # As if the picture had been twice as small: of that size are our outlines.
        halved = META | {"ori_shape": (SIDE // 2, SIDE // 2), "scale_factor": (2.0, 2.0)}
        theirs = finder.body.bbox_head.predict_by_feat(*outputs, batch_img_metas=[halved] * 2, cfg=wanted, rescale=True)
        for (boxes, _, _, masks), each in zip(finder.find(batch(SIDE, 2)), theirs, strict=True):
            assert len(boxes) == 30 and torch.allclose(boxes, each.bboxes * 2, atol=1e-3)
            assert torch.equal(masks >= 0.5, each.masks) and 0 < each.masks.float().mean() < 1


@pytest.mark.long
def test_two_looks_find_what_mmdet_finds(monkeypatch):
    from mmdet.structures import DetDataSample

    finder = held_to(build_sensitive_detector("Mask_RCNN", SIDE), monkeypatch, most=MASKS, proposals=PLACES, proposed=0)
    body, pixels = finder.body, batch(SIDE, 2)
    body.rpn_head.test_cfg.max_per_img, body.roi_head.test_cfg.score_thr, body.roi_head.test_cfg.max_per_img = (
        PLACES,
        MIN_SCORE,
        MASKS,
    )
    with torch.inference_mode():
        features = body.extract_feat(finder.front(pixels))
        samples = [DetDataSample(metainfo=META | {"batch_input_shape": (SIDE, SIDE)}) for _ in range(2)]
        theirs = body.roi_head.predict(features, body.rpn_head.predict(features, samples), samples)
        for (boxes, scores, labels, masks), each in zip(finder.find(pixels), theirs, strict=True):
            assert torch.allclose(boxes, each.bboxes, atol=1e-3) and torch.allclose(scores, each.scores, atol=1e-5)
            assert torch.equal(labels, each.labels) and ((masks >= 0.5) != each.masks).float().mean() < 1e-3


def test_the_textbooks_thresholds_leave_less(monkeypatch):
    finder = held_to(
        build_sensitive_detector("Mask_RCNN", SIDE), monkeypatch, most=10_000, _masks=lambda *_: None
    )  # what is drawn does not matter here
    with torch.inference_mode():
        [(before, *_)] = finder.find(batch(SIDE, 1))
        with finder.thresholds(rpn_threshold=0.7, rcnn_threshold=0.9):
            assert (finder.proposal_overlap, finder.overlap) == (pytest.approx(0.3), pytest.approx(0.1))
            [(strict, *_)] = finder.find(batch(SIDE, 1))
        with finder.thresholds():
            [(after, *_)] = finder.find(batch(SIDE, 1))
    assert 0 < len(strict) < len(before) and torch.equal(before, after)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", ["RTMDet-ins-tiny", "YOLOX-tiny", "Mask_RCNN"])
def test_what_mmdet_tells_its_developers_is_not_for_pupils(name, monkeypatch):
    finder = held_to(build_sensitive_detector(name, SIDE), monkeypatch, most=1)
    finder._known_priors.clear()  # as when the first picture is looked at
    with torch.inference_mode():
        finder.find(batch(SIDE, 1))


def test_boxes_come_out_in_pixels_of_what_came_in(monkeypatch):
    finder = held_to(build_sensitive_detector("SSD_Lite", SIDE), monkeypatch)
    wide = functional.interpolate(batch(SIDE, 1), size=(SIDE, 2 * SIDE), mode="nearest")
    with torch.inference_mode():
        # What lies beside each other twice is resized to itself.
        [(boxes, scores, *_)], [(wider, *_)] = finder.find(batch(SIDE, 1)), finder.find(wide)
        dets, labels = finder(batch(SIDE, 1))
    assert torch.allclose(wider, boxes * torch.tensor([2.0, 1, 2, 1]), atol=1e-2)
    kept = decoding.suppress(boxes, scores, SAME_PLACE)  # a file gives one answer a place
    assert 0 < len(kept) < len(boxes) and labels.shape == (1, len(kept)) and torch.equal(dets[0, :, 4], scores[kept])


@pytest.mark.parametrize("name", ["RTMDet-ins-tiny", "Mask_RCNN"])
def test_nothing_found_is_no_special_case(name, monkeypatch):
    finder, side = (
        held_to(build_sensitive_detector(name, SIDE), monkeypatch, least=1.1),
        SIDE if name == "Mask_RCNN" else SIDE // 2,
    )
    with torch.inference_mode():
        [(boxes, scores, labels, masks)] = finder.find(batch(SIDE, 1))
    assert boxes.shape == (0, 4) and scores.shape == labels.shape == (0,) and masks.shape == (0, side, side)


def test_boxes_of_other_classes_do_not_suppress():
    boxes = torch.tensor([[0.0, 0, 10, 10], [0, 0, 10, 10], [0, 0, 10, 6], [0, 0, 10, 5]])
    # The third shares six tenths with the first: exactly the limit, which is not more than it.
    kept = suppressed(boxes, torch.tensor([0.9, 0.8, 0.7, 0.6]), torch.tensor([0, len(CLASSES), 0, 0]), 0.6, 10)
    assert kept.tolist() == [0, 1, 2]


def test_planes_are_stretched_as_torch_does_it():
    planes = torch.rand(3, 5, 7)
    theirs = functional.interpolate(planes[None], size=(40, 40), mode="bilinear", align_corners=False)[0]
    assert torch.allclose(resize_bilinear(planes, 40), theirs, atol=1e-6)
    assert resize_bilinear(planes[:0], 40).shape == (0, 40, 40)


def test_patches_are_pasted_as_grid_sample_does_it():
    patches, boxes = torch.rand(2, 28, 28), torch.tensor([[3.3, 5, 30.2, 17], [0, 0.5, 4, 31]])
    points = torch.arange(32) + 0.5
    x, y = (2 * (points[None] - boxes[:, n, None]) / (boxes[:, n + 2] - boxes[:, n])[:, None] - 1 for n in (0, 1))
    grid = torch.stack([x[:, None].expand(-1, 32, -1), y[:, :, None].expand(-1, -1, 32)], 3)
    theirs = functional.grid_sample(patches[:, None], grid, align_corners=False)[:, 0]
    assert torch.allclose(paste_masks(patches, boxes, 32), theirs, atol=1e-5)

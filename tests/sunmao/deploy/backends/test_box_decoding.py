"""Boxes chosen outside of the graph are those that the network itself chooses."""

import copy

import numpy as np
import pytest
import torch

from sunmao.deploy.backends.box_decoding import BoxDecoding, decode_boxes, make_decoding
from sunmao.deploy.raw_heads import RawHeads
from sunmao.models.openmmlab.decoding import MAX_OF_A_LEVEL
from tests.support.untrained_detectors import batch, build_sensitive_detector

pytestmark = pytest.mark.training
SIDE = 96


@pytest.mark.long
@pytest.mark.parametrize(("name", "least"), [("SSD_Lite", 0.3), ("YOLOX-tiny", 0.02)])
def test_as_the_network_chooses(name, least, monkeypatch):
    network, pixels = build_sensitive_detector(name, SIDE), batch(SIDE, 1)
    monkeypatch.setattr(network, "least", least)
    with torch.inference_mode():
        dets, labels = (each.numpy() for each in network(pixels))
        boxes, scores, levels = network.compute_candidates(pixels)
    how = BoxDecoding(
        tuple(levels), MAX_OF_A_LEVEL, network.least, network.overlap, network.most, network.one_class_a_place
    )
    ours, own_labels = decode_boxes(boxes.numpy(), scores.numpy(), how)
    assert dets.shape[1] > 3 and ours.shape == dets.shape and (own_labels == labels).all()
    np.testing.assert_allclose(ours, dets, atol=1e-3)


def test_a_focus_is_one_convolution():
    network, pixels = build_sensitive_detector("YOLOX-tiny", SIDE), batch(SIDE, 1)
    with torch.inference_mode():
        whole = network.compute_candidates(pixels)[0]
        merged, _ = RawHeads(copy.deepcopy(network))(pixels)
    torch.testing.assert_close(merged, whole, atol=1e-2, rtol=1e-4)


GOOD = {"levels": [4, 2], "level_most": 10, "least": 0.1, "overlap": 0.6, "most": 5}


def test_nothing_is_found_in_nothing():
    how = make_decoding(GOOD)
    dets, labels = decode_boxes(np.zeros((1, 6, 4), np.float32), np.zeros((1, 6, 3), np.float32), how)
    assert dets.shape == (1, 0, 5) and labels.shape == (1, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"levels": 3},
        {"levels": [1.5]},
        {"least": "no"},
        {"most": -1},
        {"overlap": 2},
        {"more": 1},
        {"one_class_a_place": 7},
    ],
)
def test_words_of_a_file_that_mean_nothing(change):
    with pytest.raises((ValueError, TypeError)):
        make_decoding({**GOOD, **change})

"""One thing of a detector is explained: the region lies in its box, and covering it is tried; any model can be asked."""

import numpy as np
import pytest

from sunmao.data.dataset import open_dataset
from sunmao.deploy import Workflow
from sunmao.errors import BadValue
from sunmao.explanation.eigen_cam import compute_eigen_cam, select_feature_map
from sunmao.explanation.explain_object import select_near
from sunmao.explanation.heat_map import find_region, normalize_map
from sunmao.images.image_files import read_image_file
from sunmao.tasks.object_detection.evaluation.error_types import KINDS
from sunmao.training.training_run import to_tensor
from sunmao.vision import Detection, explain_object
from tests.support.detections import found as make_found

pytestmark = [pytest.mark.training, pytest.mark.long]


@pytest.fixture(scope="module")
def model(shapes_weights):
    detector = Detection(backbone="RTMDet-Lite0")
    detector.load_checkpoint(shapes_weights)
    return detector


@pytest.fixture(scope="module")
def samples(shapes):
    """The test pictures of the shapes."""
    return open_dataset(shapes).items("test")


def contains(box, region: np.ndarray, around: float) -> bool:
    rows, columns = np.nonzero(region)
    left, top, right, bottom = box
    x, y = around * (right - left) + 1, around * (bottom - top) + 1
    return left - x <= columns.min() <= columns.max() <= right + x and top - y <= rows.min() <= rows.max() <= bottom + y


def test_where_it_looked_at_a_thing_lies_in_its_box(model, samples):
    things = [(sample, thing) for sample in samples[:10] for thing in sample.things]
    for sample, thing in things:
        found = explain_object(model, sample.path, thing.label, thing.box)
        assert found.heat_map.method == "eigen_cam" and found.heat_map.values.shape == (240, 240)
        region = find_region(found.heat_map)
        assert region.any() and contains(thing.box, region, 0.1)
        assert found.confidence == dict(found.scores)[thing.label] and found.changed == (
            found.covered_said != found.said
        )


def test_what_it_says_of_a_place_is_what_it_finds_there(model, samples):
    for sample in samples[:10]:
        for each in model.inference(sample.path).top(10):
            found = explain_object(model, sample.path, each.label, each.box)
            assert found.said == each.label and found.confidence >= each.confidence


def test_covering_what_it_looked_at_takes_more_than_covering_elsewhere(model, samples):
    """The mean over the things that it finds, of how sure it still is: without the region, and without as much of the
    same box turned by half.
    """
    from dataclasses import replace

    from sunmao.explanation.explain_object import score_place
    from sunmao.explanation.heat_map import cover_region

    left, turned = [], []
    for sample in samples:
        image = read_image_file(sample.path)
        for thing in sample.things:
            found = explain_object(model, image, thing.label, thing.box)
            if found.said != thing.label:
                continue
            x1, y1, x2, y2 = found.heat_map.focus
            values = found.heat_map.values.copy()
            values[y1:y2, x1:x2] = values[y1:y2, x1:x2][::-1, ::-1]
            other = cover_region(image, replace(found.heat_map, values=values))
            left.append(dict(found.covered_scores)[thing.label] / found.confidence)
            turned.append(score_place(model, [other], thing.box)[0].max() / found.confidence)
    print(f"{len(left)} things: {np.mean(left):.2f} of the confidence is left, {np.mean(turned):.2f} turned by half")
    assert len(left) > 30 and np.mean(left) < 0.9


def test_a_model_file_is_explained_by_occlusion_around_the_thing(model, samples, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    model.convert(out_file="shapes.onnx")
    workflow = Workflow(checkpoint="shapes.onnx")
    sample, thing, ours = next(
        (sample, thing, found)
        for sample in samples
        for thing in sample.things
        if (found := explain_object(model, sample.path, thing.label, thing.box, method="occlusion")).said
        and found.heat_map.values.any()
    )
    theirs = explain_object(workflow, sample.path, thing.label, thing.box)
    assert theirs.heat_map.method == "occlusion" and theirs.said == ours.said
    # The file gives the surest label of a place only, where the network tells of others, too.
    assert np.corrcoef(theirs.heat_map.values.ravel(), ours.heat_map.values.ravel())[0, 1] > 0.6
    assert contains(thing.box, find_region(theirs.heat_map), 0.1)
    far = theirs.heat_map.values.copy()
    x1, y1, x2, y2 = thing.box
    w, h = 0.5 * (x2 - x1) + 1, 0.5 * (y2 - y1) + 1
    far[max(0, int(y1 - h)) : int(y2 + h) + 1, max(0, int(x1 - w)) : int(x2 + w) + 1] = 0
    assert not far.any(), "what is farther off was not covered"


def test_what_cannot_be_explained(model, samples, color_model):
    path, box = samples[0].path, samples[0].things[0].box
    for wrong in ((5, 5, 5, 9), (900, 900, 950, 950), (30, 30, 20, 40)):
        with pytest.raises(BadValue, match="outside the picture or has no size"):
            explain_object(model, path, "star", wrong)
    with pytest.raises(BadValue, match="has not learned the label"):
        explain_object(model, path, "whale", box)
    with pytest.raises(BadValue, match="method"):
        explain_object(model, path, "star", box, method="grad_cam")
    with pytest.raises(BadValue, match="finds nothing in it"):
        explain_object(color_model, path, "red", box)


def test_the_answers_at_a_place():
    answers = make_found(
        (0.9, 0, (0, 0, 10, 10)), (0.8, 0, (0, 0, 10, 20)), (0.7, 0, (0, 0, 10, 21)), (0.6, 0, (5, 5, 5, 5))
    )
    assert select_near(answers, (0, 0, 10, 10)).tolist() == [True, True, False, False]
    assert select_near(make_found(), (0, 0, 1, 1)).tolist() == []


def test_eigen_cam_is_that_of_the_reference_implementation(model, samples):
    """The package grad-cam, its EigenCAM whole; a principal component has no sign, theirs is the one of ours here."""
    reference = pytest.importorskip("pytorch_grad_cam", reason="the package grad-cam is not installed")
    import torch
    from torch import nn

    class FeatureMap(nn.Module):
        def __init__(self, network):
            super().__init__()
            self.network, self.last = network, nn.Identity()

        def forward(self, batch):
            return self.last(select_feature_map(self.network.body.backbone(self.network.front(batch))))

    class SignedEigenCAM(reference.EigenCAM):
        def get_cam_image(self, *given):
            projected = super().get_cam_image(*given)
            lengths = np.linalg.norm(given[3][0], axis=0)
            return projected * np.sign((projected[0] * (lengths - lengths.mean())).sum())

    trained = model._ready_trained()
    worst = 0.0
    for sample in samples:
        batch = to_tensor(trained.prepared.prepare(read_image_file(sample.path))[None], torch.device("cpu"))
        wrapped = FeatureMap(trained.network)
        with SignedEigenCAM(wrapped, [wrapped.last]) as cam:
            [theirs] = cam(batch, targets=[lambda output: output.sum()])
        worst = max(worst, np.abs(compute_eigen_cam(trained.network, batch) - normalize_map(theirs)).max())
    print(f"{len(samples)} pictures: the largest difference is {worst:.1e}")
    assert worst < 1e-3


def test_the_small_detector_makes_mistakes_of_several_kinds(model, shapes, monkeypatch, tmp_path):
    """The small detector is imperfect enough for the tests of the lab and of the page."""
    monkeypatch.chdir(tmp_path)
    report = model.evaluate("test", path=shapes)
    assert sum(report.counts[kind] > 0 for kind in KINDS[1:]) >= 3 and report.counts["right"] > report.things / 2

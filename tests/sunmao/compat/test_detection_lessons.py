"""Detection lessons as the textbooks print them, run by `sunmao run`."""

from inspect import signature

import pytest

from sunmao.compat.mmedu import MMDetection
from sunmao.images.image_files import save_image_file
from sunmao.vision import Detection, Segmentation
from tests.sunmao.compat.test_classification_lessons import run
from tests.sunmao.tasks.object_detection.test_train import draw
from tests.support.onnx_files import finder

pytestmark = pytest.mark.training

TRAINING = """
from MMEdu import MMDetection as det
model = det(backbone='SSD_Lite')
model.num_classes = 2
model.load_dataset(path='data/drawn')
model.save_fold = 'checkpoints/det_model/drawn'
log = model.train(epochs=1, lr=0.001, validate=True, batch_size=4, device='cuda')
print(sorted(log[-1]))
img = 'data/drawn/images/test/11.png'
result = model.inference(image=img, show=False, checkpoint='checkpoints/det_model/drawn/latest.pth', rpn_threshold=0.7, rcnn_threshold=0.7)
print(model.print_result(result))
model.load_checkpoint('checkpoints/det_model/drawn/latest.pth', device='cpu')
model.fast_inference(image=img)
model.convert(checkpoint='checkpoints/det_model/drawn/latest.pth', out_file='models/drawn.onnx')
"""
DEPLOYING = """
import BaseDeploy as bd
model = bd('models/shapes.onnx')
result, img = model.inference('photo.png', get_img='cv2')
print(model.print_result(result), img.shape)
print(len(model.print_result(model.inference('photo.png', score=0.1))))
for each in model.print_result(model.inference('photos/')):
    print(each[0]['坐标'])
"""
HUB = """
from XEdu.hub import Workflow as wf
mm = wf(task='mmedu', checkpoint='models/shapes.onnx')
result, img = mm.inference(data='photo.png', img_type='cv2')
print(mm.format_output(lang='zh')[0]['预测结果'], result[0]['坐标']['x2'] - result[0]['坐标']['x1'])
mm.show(img)
mm.save(img, 'new.jpg')
print(len(mm.inference(data='photo.png', thr=0.3)), len(mm.inference(data='photo.png', thr=0.95)))
"""
THING = "{'标签': 0, '置信度': 0.9, '坐标': {'x1': 40, 'y1': 45, 'x2': 120, 'y2': 105}, '预测结果': 'circle'}"


@pytest.fixture
def lesson(tmp_path):
    """A folder with a photo, a folder of two, and a detector that finds a circle and perhaps a star in every picture."""
    import numpy as np

    (tmp_path / "models").mkdir()
    (tmp_path / "models/shapes.onnx").write_bytes(finder())
    for name in ("photo.png", "photos/a.png", "photos/b.png"):
        save_image_file(tmp_path / name, np.full((240, 320, 3), 200, np.uint8))
    return tmp_path


@pytest.mark.long
def test_a_training_lesson(tmp_path):
    draw(str(tmp_path / "data/drawn"), {"train": 8, "valid": 2, "test": 2})
    said = run(tmp_path, TRAINING)
    assert "['bbox_mAP', 'bbox_mAP_50', 'bbox_mAP_75'," in said and "loss_bbox:" in said
    assert "改用 CPU" in said  # many printed lessons ask for a graphics card
    folder = tmp_path / "checkpoints/det_model/drawn"
    assert (folder / "latest.pth").is_file() and (folder / "best_bbox_mAP_epoch_1.pth").is_file()
    assert (tmp_path / "det_result/11.png").is_file() and (tmp_path / "models/drawn.onnx").is_file()


def test_a_deployment_lesson(lesson):
    printed = run(lesson, DEPLOYING).splitlines()
    assert printed[0] == f"[{THING}]" and printed[1] == f"[{THING}] (240, 320, 3)", printed
    assert printed[3] == "2" and printed[-2:] == ["{'x1': 40, 'y1': 45, 'x2': 120, 'y2': 105}"] * 2


def test_a_hub_lesson(lesson):
    printed = run(lesson, HUB).splitlines()
    assert printed[0] == f"[{THING}]" and printed[1] == "circle 80" and printed[-1] == "2 0", printed
    assert (lesson / "new.jpg").stat().st_size > 100


class TestNames:
    @pytest.mark.parametrize(
        ("name", "backbone"),
        [("FasterRCNN", "FasterRCNN"), ("ssd_lite", "SSD_Lite"), ("yolo", "YOLO"), ("Yolov3", "YOLO")],
    )
    def test_detectors(self, name, backbone):
        model = MMDetection(name)
        assert (
            isinstance(model, Detection) and model.backbone == backbone and model.save_fold == "checkpoints/det_model"
        )

    def test_mask_rcnn_is_a_segmenter(self):
        model = MMDetection(backbone="Mask_RCNN", num_classes=3)
        assert isinstance(model, Segmentation) and model.num_classes == 3 and model.save_fold == "checkpoints/det_model"

    def test_the_textbooks_defaults(self, tmp_path):
        model = MMDetection(dataset_path=draw(str(tmp_path / "drawn"), {"train": 2, "valid": 1}))
        assert model.backbone == "FasterRCNN" and model.num_classes == 2
        assert MMDetection.sota() and MMDetection(num_classes=-1).num_classes is None


def test_thresholds_reach_networks_of_two_steps_only(monkeypatch):
    """The textbook prints them everywhere; networks of one step have none."""
    asked = []
    monkeypatch.setattr(Detection, "inference", lambda self, image, **more: asked.append(more))
    for backbone in ("FasterRCNN", "SSD_Lite"):
        MMDetection(backbone).inference(image="a.png", rpn_threshold=0.6)
    assert (asked[0]["rpn_threshold"], asked[0]["rcnn_threshold"], asked[0]["save_fold"]) == (0.6, 0.7, "det_result")
    assert "rpn_threshold" not in asked[1] and asked[1]["show"] is True


def test_a_file_is_loaded_with_the_thresholds_of_what_follows(monkeypatch):
    asked = []
    monkeypatch.setattr(Detection, "load_checkpoint", lambda self, *given: asked.append(given))
    monkeypatch.setattr(Detection, "fast_inference", lambda self, image, **more: asked.append(more))
    model = MMDetection()
    model.load_checkpoint("a.pth", rpn_threshold=0.6)
    model.fast_inference(image="a.png")
    loaded, more = asked
    assert loaded == ("a.pth", "cpu") and (more["rpn_threshold"], more["rcnn_threshold"]) == (0.6, 0.7)


@pytest.mark.parametrize("kind", [Detection, Segmentation])
@pytest.mark.parametrize("verb", ["inference", "evaluate"])
def test_thresholds_are_told_of(kind, verb):
    assert {"rpn_threshold", "rcnn_threshold", "confidence"} <= signature(getattr(kind, verb)).parameters.keys()
    assert "rpn_threshold" in getattr(kind, verb).__doc__

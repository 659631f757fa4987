"""`cls_imagenet` and `embedding_image` as the lessons print them."""

import numpy as np
import pytest

from sunmao.compat.hub.pictures import project_rows
from sunmao.compat.hub.workflow import Workflow
from sunmao.errors import BadValue, FileMissing

pytestmark = pytest.mark.training


@pytest.fixture(scope="module")
def photographs() -> list[np.ndarray]:
    """Two photographs that scikit-learn carries, blue first, and the first one mirrored."""
    images = pytest.importorskip("sklearn.datasets").load_sample_images().images
    return [np.ascontiguousarray(image[..., ::-1]) for image in (*images, images[0][:, ::-1])]


def test_naming_a_thing(photographs, tmp_path, capsys):
    cls = Workflow(task="cls_imagenet")
    result, cls_img = cls.inference(data=photographs[0], img_type="cv2")
    assert result.shape == (1, 1000) and abs(result.sum() - 1) < 1e-3 and (cls_img == photographs[0]).all()
    told = cls.format_output(lang="zh")
    assert (
        list(told) == ["预测值", "分数", "预测类别"]
        and told["预测值"] == result.argmax()
        and "预测类别" in capsys.readouterr().out
    )
    assert list(cls.format_output(lang="en", isprint=False)) == ["prediction", "scores", "category"]
    cls.save(cls_img, str(tmp_path / "cls_result.jpg"))


def test_pictures_as_numbers(photographs):
    model = Workflow(task="embedding_image")
    rows = model.inference(data=photographs)
    assert rows.shape == (3, 512) and rows.dtype == np.float32 and np.allclose((rows**2).sum(1), 1, atol=1e-4)
    assert rows[0] @ rows[2] > rows[0] @ rows[1] + 0.1, "its mirror picture is nearer than another one"
    assert np.allclose(model.inference(data=photographs[1]), rows[1:2], atol=1e-2)
    for wrong, problem in (([], BadValue), ("none.png", FileMissing)):
        with pytest.raises(problem):
            model.inference(data=wrong)


def test_angles_stay():
    rows = np.random.default_rng(0).random((4, 1280)).astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    assert np.abs(project_rows(rows) @ project_rows(rows).T - (rows / lengths) @ (rows / lengths).T).max() < 0.15

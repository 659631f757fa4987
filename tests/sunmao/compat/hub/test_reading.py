"""`ocr` as the lessons print it."""

import numpy as np
import pytest

from sunmao.compat.hub.workflow import Workflow
from sunmao.errors import BadValue, FileMissing
from sunmao.images.image_files import read_image_file, save_image_file
from sunmao.ready.ocr import packages

pytest.importorskip(packages.MODULES[0])
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    """A picture's file with one English line, which OpenCV's own font can write."""
    from sunmao.images.annotation_drawing import draw_line_of_text

    image = np.full((120, 640, 3), 255, np.uint8)
    draw_line_of_text(image, "Sunmao119", (40, 80), 48)
    path = tmp_path_factory.mktemp("ocr") / "ocr_img.png"
    save_image_file(path, image)
    return str(path)


def test_the_printed_program(page, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ocr = Workflow(task="ocr")
    result, ocr_img = ocr.inference(data=page, img_type="cv2")
    [(text, corners)] = result
    assert text.replace(" ", "") == "Sunmao119" and len(corners) == 4 and corners[0][0] < corners[1][0]
    told = ocr.format_output(lang="zh")
    assert list(told) == ["检测框", "分数", "文本"] and told["文本"] == [text] and "检测框" in capsys.readouterr().out
    assert list(ocr.format_output(lang="en", isprint=False)) == ["bounding boxes", "scores", "text"]
    ocr.show(ocr_img)
    ocr.save(ocr_img, str(tmp_path / "ocr_result.png"))
    kept = read_image_file(tmp_path / "ocr_result.png")
    assert kept.shape == (120, 1280, 3) and (kept[..., 0] >= kept[..., 2]).all(), "frames are red"


@pytest.mark.long
def test_other_ways_to_ask(page):
    ocr = Workflow("OCR")
    image = read_image_file(page)
    assert ocr.inference(data=image[..., ::-1])[0][0] == ocr.inference(data=page)[0][0]
    assert ocr.inference(data=np.zeros((60, 80, 3), np.uint8)) == []
    assert ocr.format_output(isprint=False) == {"检测框": [], "分数": [], "文本": []}
    for wrong, problem in (({"data": "none.png"}, FileMissing), ({"data": page, "thr": 3}, BadValue)):
        with pytest.raises(problem):
            ocr.inference(**wrong)
    with pytest.raises(BadValue):
        ocr.inference(data=page, img_type="gif")

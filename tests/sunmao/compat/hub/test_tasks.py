"""Every task of XEdu.hub that a textbook prints is here, or a sentence says what it is and what there is instead."""

import pytest

from sunmao.compat.hub.workflow import Workflow
from sunmao.errors import BadValue, FileMissing, TaskAbsent

PRINTED = """det_coco det_coco_l cocodetect embedding_audio nlp_qa gen_style gen_color drive_perception segment_anything depth_anything""".split()


@pytest.mark.parametrize("task", PRINTED)
def test_a_task_without_its_model(task):
    for given in ({}, {"checkpoint": f"{task}.onnx"}, {"download_path": "x.onnx"}, {"style": "mosaic"}):
        with pytest.raises(TaskAbsent) as refused:
            Workflow(task=task.upper() if given else task, **given)
        for lang in ("zh", "en"):
            assert f"“{task}”" in refused.value.title[lang] and len(refused.value.hint[lang]) > 10


def test_the_task_that_is_here():
    for task in ("mmedu", "MMEdu"):
        with pytest.raises(FileMissing):
            Workflow(task=task, checkpoint="none.onnx")
        with pytest.raises(BadValue, match="checkpoint="):
            Workflow(task)
    with pytest.raises(BadValue, match="user/name"):
        Workflow(repo="user/name")
    with pytest.raises(BadValue, match="mmedu"):
        Workflow(task="mmed")

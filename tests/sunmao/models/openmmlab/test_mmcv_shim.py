"""The stand-in for mmcv's compiled part: its operators answer and learn as they should, every other one says that it is
missing.
"""

import ast
import importlib.util
import logging
import subprocess
import sys
import warnings

import pytest
import torch
import torchvision

from sunmao.errors import EngineMissing, OperatorMissing
from sunmao.models.openmmlab import mmcv_shim
from tests.support.paths import ROOT

pytestmark = pytest.mark.training

FORMS = [(sampling, aligned) for sampling in (0, 2) for aligned in (True, False)]


@pytest.fixture(scope="module")
def mmcv_ops():
    """mmcv's own functions, which call the stand-in."""
    mmcv_shim.get_model_registry()
    import mmcv.ops

    return mmcv.ops


def boxes(count: int, side: float, dtype=torch.float32) -> torch.Tensor:
    """(count, 4) x1, y1, x2, y2 within a square of `side`."""
    random = torch.Generator().manual_seed(count)
    start = torch.rand(count, 2, generator=random, dtype=dtype) * side * 0.6
    return torch.cat([start, start + 1 + torch.rand(count, 2, generator=random, dtype=dtype) * side * 0.4], dim=1)


@pytest.mark.parametrize("count", [0, 1, 200])
def test_nms_keeps_what_torchvision_keeps(mmcv_ops, count):
    places, scores = boxes(count, 40), torch.rand(count, generator=torch.Generator().manual_seed(1))
    kept = torchvision.ops.nms(places, scores, 0.5)
    assert torch.equal(mmcv_shim.nms(places, scores, 0.5), kept)
    found, indices = mmcv_ops.nms(places, scores, iou_threshold=0.5)
    assert torch.equal(indices, kept) and torch.equal(found, torch.cat([places, scores[:, None]], 1)[kept])


def test_nms_counts_the_last_pixel_where_it_is_asked_to():
    places = torch.tensor(
        [[0.0, 0, 9, 9], [0, 0, 9, 4]]
    )  # 10 × 10 and 10 × 5 pixels: IoU 0.5; without the last ones 0.44
    scores = torch.tensor([0.9, 0.8])
    assert mmcv_shim.nms(places, scores, 0.47).tolist() == [0, 1] and mmcv_shim.nms(
        places, scores, 0.47, offset=1
    ).tolist() == [0]


@pytest.mark.parametrize(("sampling", "aligned"), FORMS)
def test_roi_align_cuts_out_what_torchvision_cuts_out(mmcv_ops, sampling, aligned):
    planes = torch.rand(2, 3, 12, 10, generator=torch.Generator().manual_seed(2))
    rois = torch.cat([torch.tensor([[0.0], [1], [1]]), boxes(3, 24)], dim=1)
    ours = mmcv_ops.roi_align(planes, rois, (4, 3), 0.5, sampling, "avg", aligned)
    assert torch.equal(ours, torchvision.ops.roi_align(planes, rois, (4, 3), 0.5, sampling, aligned))


@pytest.mark.parametrize(("sampling", "aligned"), FORMS)
def test_the_gradient_of_roi_align_is_that_of_finite_differences(mmcv_ops, sampling, aligned):
    planes = torch.rand(2, 2, 6, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(3)).requires_grad_()
    rois = torch.cat([torch.tensor([[0.0], [1], [0]], dtype=torch.float64), boxes(3, 10, torch.float64)], dim=1)
    assert torch.autograd.gradcheck(
        lambda each: mmcv_ops.roi_align(each, rois, (3, 2), 0.5, sampling, "avg", aligned), planes
    )


def test_a_region_of_no_size_and_no_region_at_all(mmcv_ops):
    planes = torch.rand(1, 2, 8, 8, requires_grad=True)
    for rois in (torch.tensor([[0.0, 3, 3, 3, 3]]), torch.empty(0, 5)):
        cut = mmcv_ops.roi_align(planes, rois, (2, 2), 1.0, 2, "avg", True)
        cut.sum().backward()
        assert cut.shape == (len(rois), 2, 2, 2) and planes.grad.isfinite().all()


def test_every_other_operator_says_its_name(mmcv_ops):
    with pytest.raises(OperatorMissing, match="softnms.*compiled.*Choose a network"):
        mmcv_ops.soft_nms(boxes(3, 9), torch.rand(3))
    with pytest.raises(OperatorMissing, match="roi_align .max."):
        mmcv_ops.roi_align(torch.rand(1, 1, 4, 4), torch.tensor([[0.0, 0, 0, 2, 2]]), (2, 2), 1.0, 2, "max", True)
    with pytest.raises(NotImplementedError) as caught:
        sys.modules[mmcv_shim.NAME].deform_conv_forward(1, 2, far=3)
    assert "deform_conv_forward" in caught.value.text("zh") and "编译" in caught.value.text("zh")


def test_it_is_no_magic_module(mmcv_ops):
    module = sys.modules[mmcv_shim.NAME]
    assert module.__name__ == mmcv_shim.NAME and importlib.util.find_spec(mmcv_shim.NAME) is module.__spec__
    for name in ("__path__", "__wrapped__", "__all__", "__file__"):
        with pytest.raises(AttributeError):
            getattr(module, name)


def run(code: str, **kept) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, **kept)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.mark.long
def test_importing_mmdet_says_nothing_and_leaves_what_others_need():
    """Packages that only mmdet's trackers and drawings import are not loaded for it, and are whole when somebody else
    imports them.
    """
    code = (
        "import sys; from sunmao.models.openmmlab import lazy_imports, mmcv_shim; mmcv_shim.get_model_registry()\n"
        "assert not {*lazy_imports.ROOTS} & {*sys.modules}\n"
        "from mmdet.models.task_modules.assigners import hungarian_assigner\n"
        "assert hungarian_assigner.linear_sum_assignment([[1, 2], [0, 5]])[1].tolist() == [1, 0]\n"
        "import scipy.optimize, sklearn.mixture, matplotlib\n"
        "assert scipy.optimize.linear_sum_assignment and sklearn.mixture.GaussianMixture and matplotlib.__version__\n"
    )
    assert run(code) == ""


@pytest.mark.parametrize("name", mmcv_shim._NEEDS)
def test_without_mmdet_the_sentence_says_what_is_missing(monkeypatch, name):
    found = importlib.util.find_spec
    monkeypatch.setattr(mmcv_shim, "find_spec", lambda each: None if each == name else found(each))
    with pytest.raises(EngineMissing, match=f"{name}.*sunmao doctor"):
        mmcv_shim.get_model_registry.__wrapped__()


@pytest.mark.long
def test_the_real_compiled_part_is_taken_where_it_loads(tmp_path):
    """A module of its name beside mmcv stands for one that was compiled: for another torch, then for this one."""
    code = (
        "import importlib, pathlib, sys, mmcv; from sunmao.models.openmmlab import mmcv_shim\n"
        "mmcv.__path__.append(sys.argv[1]); file = pathlib.Path(sys.argv[1], '_ext.py')\n"
        "for text in ('raise ImportError(1)', 'REAL = 12345'):\n"
        "    file.write_text(text); importlib.invalidate_caches()\n"
        "    print(mmcv_shim._has_compiled_ops(), getattr(sys.modules.get('mmcv._ext'), 'REAL', None))"
    )
    done = subprocess.run([sys.executable, "-B", "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False None", "True 12345"]


def test_threads_that_are_quiet_together_leave_everything_as_it_was():
    before = logging.root.manager.disable, list(warnings.filters)
    first, second = mmcv_shim.silence_mmdet(), mmcv_shim.silence_mmdet()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert logging.root.manager.disable == logging.WARNING  # the other one is not through
    second.__exit__(None, None, None)
    assert (logging.root.manager.disable, list(warnings.filters)) == before


@pytest.mark.long
def test_only_one_folder_knows_mmdet():
    for part in ("sunmao", "blocks", "codegen", "server"):
        for path in sorted((ROOT / part).rglob("*.py")):
            if "openmmlab" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = (
                    [each.name for each in node.names]
                    if isinstance(node, ast.Import)
                    else [node.module or ""]
                    if isinstance(node, ast.ImportFrom) and not node.level
                    else []
                )
                for name in names:
                    assert name.split(".")[0] not in {"mmdet", "mmcv", "mmengine"}, (
                        f"{path.relative_to(ROOT)} imports {name}"
                    )

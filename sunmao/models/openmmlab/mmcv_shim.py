"""mmdet without a compiler: what stands for mmcv's compiled part, and how mmdet is imported.

mmcv 2.1 cannot be compiled against today's torch; its pure-Python edition, mmcv-lite, lacks the module `mmcv._ext`. Of
the hundred operators in there the networks of Sunmao call three, which torchvision has, too. Any other says so when it
is called.
"""

import logging
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

from sunmao.core.training_engine import require_torch
from sunmao.errors import EngineMissing, OperatorMissing
from sunmao.locks.lock_order import make_lock
from sunmao.models.openmmlab.lazy_imports import defer_imports

if TYPE_CHECKING:
    import torch


NAME = "mmcv._ext"
_NEEDS = ("mmengine", "mmcv", "mmdet")
_COUNTING, _inside, _silence = make_lock(), [], ExitStack()  # of `silence_mmdet`: who is in it, and how it ends
_AVERAGE = 1  # mmcv's number for average pooling; 0 is the largest value


def nms(
    bboxes: "torch.Tensor", scores: "torch.Tensor", iou_threshold: float, offset: int = 0
) -> "tuple[torch.Tensor, torch.Tensor]":
    """The numbers of the boxes that stay, the surest first, int64.

    bboxes: (n, 4) x1, y1, x2, y2; scores: (n,). offset: 1 where a box's last pixel belongs to it (mmcv's old way).
    """
    from torchvision.ops import nms as torchvisions

    if offset:
        bboxes = bboxes + bboxes.new_tensor([0, 0, offset, offset])
    return torchvisions(bboxes, scores, iou_threshold)


def roi_align_forward(
    input: "torch.Tensor",
    rois: "torch.Tensor",
    output: "torch.Tensor",
    argmax_y: "torch.Tensor",
    argmax_x: "torch.Tensor",
    *,
    aligned_height: int,
    aligned_width: int,
    spatial_scale: float,
    sampling_ratio: int,
    pool_mode: int,
    aligned: bool,
) -> None:
    """Write the average of each region's parts into `output`, (n, C, aligned_height, aligned_width).

    input: (N, C, H, W); rois: (n, 5) number of the picture, x1, y1, x2, y2 in pixels of the picture. He, Gkioxari,
    Dollár,
    Girshick: Mask R-CNN, 2017. Raises: OperatorMissing for the largest value instead of the average.
    """
    import torchvision

    _require_average(pool_mode)
    shape = (aligned_height, aligned_width)
    output.copy_(torchvision.ops.roi_align(input, rois, shape, spatial_scale, sampling_ratio, aligned))


def roi_align_backward(
    grad_output: "torch.Tensor",
    rois: "torch.Tensor",
    argmax_y: "torch.Tensor",
    argmax_x: "torch.Tensor",
    grad_input: "torch.Tensor",
    *,
    aligned_height: int,
    aligned_width: int,
    spatial_scale: float,
    sampling_ratio: int,
    pool_mode: int,
    aligned: bool,
) -> None:
    """Write the gradient by `roi_align_forward`'s input into `grad_input`, (N, C, H, W). Raises: OperatorMissing, as
    there.
    """
    import torch
    import torchvision  # noqa: F401 - brings the operator

    _require_average(pool_mode)
    grad_input.copy_(
        torch.ops.torchvision._roi_align_backward(
            grad_output, rois, spatial_scale, aligned_height, aligned_width, *grad_input.shape, sampling_ratio, aligned
        )
    )


def _require_average(pool_mode: int) -> None:
    if pool_mode != _AVERAGE:
        raise OperatorMissing("operator_missing", name="roi_align (max)")


class MmcvExtShim(ModuleType):
    """The module `mmcv._ext`: three operators of torchvision, and for every other name one that says that it is
    missing.
    """

    def __init__(self) -> None:
        super().__init__(NAME, "Stands for the compiled part of mmcv.")
        self.__spec__ = ModuleSpec(NAME, None)  # mmcv looks the module up with importlib
        self.nms, self.roi_align_forward, self.roi_align_backward = nms, roi_align_forward, roi_align_backward

    def __getattr__(self, name: str) -> Callable:
        if name.startswith("__"):  # how Python and torch ask what kind of module this is
            raise AttributeError(name)

        def raise_missing(*_: object, **__: Any) -> NoReturn:
            raise OperatorMissing("operator_missing", name=name)

        return raise_missing


@cache
def get_model_registry() -> Any:
    """mmdet's registry of networks and losses, with everything that Sunmao builds from in it.

    Raises: EngineMissing, when mmdet, mmcv or mmengine is not installed, or they do not fit each other.
    """
    require_torch()
    for name in _NEEDS:
        if find_spec(name) is None:
            raise EngineMissing("engine_missing", name=name)
    import_module("torchvision")  # whole, and not with less for mmdet's sake
    with silence_mmdet(), defer_imports():
        if not _has_compiled_ops():
            sys.modules[NAME] = MmcvExtShim()
        try:
            import_module("mmdet.models")
            registry = import_module("mmdet.registry")
        except (ImportError, AssertionError, AttributeError) as error:
            raise EngineMissing("engine_broken", name="mmdet") from error
    return registry.MODELS


@contextmanager
def silence_mmdet() -> Iterator[None]:
    """While mmdet's own code runs: what its authors tell developers is not for pupils.

    Threads may find things at the same time: the first one silences, the last one gives back what was before.
    """
    with _COUNTING:
        if not _inside:
            _silence.enter_context(_silence_output())
        _inside.append(None)
    try:
        yield
    finally:
        with _COUNTING:
            _inside.pop()
            if not _inside:
                _silence.close()


@contextmanager
def _silence_output() -> Iterator[None]:
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def _has_compiled_ops() -> bool:
    """Whether the real compiled part is there and loads."""
    try:
        return NAME in sys.modules or (find_spec(NAME) is not None and bool(import_module(NAME)))
    except ImportError:  # compiled for another torch
        return False

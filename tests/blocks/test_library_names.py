"""The names that the blocks print exist in the library."""

import ast
import inspect
from collections.abc import Callable
from importlib import import_module

import pytest

from sunmao.blocks import list_blocks
from sunmao.blocks.spec import Block
from sunmao.blocks.type_hierarchy import list_supertypes
from sunmao.boards import PARTS
from sunmao.cameras import Camera
from sunmao.data.dataset import Dataset
from sunmao.language import NextWord, TextClassification
from sunmao.models import list_classifiers, list_detectors, list_segmenters, list_semantic_segmenters
from sunmao.motion import Motion, MotionClassification
from sunmao.nets.picture_network import PictureNetwork
from sunmao.nets.row_network import RowNetwork
from sunmao.ready.read_result import ReadObject
from sunmao.sound import SoundClassification
from sunmao.tables import Table, TableModel
from sunmao.tasks.classification.report import Report
from sunmao.tasks.classification.results import Result
from sunmao.tasks.image_regression.report import RegressionReport
from sunmao.tasks.image_regression.results import NumberResult
from sunmao.tasks.image_result import Prediction
from sunmao.tasks.multi_label.report import TagReport
from sunmao.tasks.multi_label.results import TagResult
from sunmao.tasks.object_detection.report import DetectionReport
from sunmao.tasks.object_detection.results import DetectedObject, DetectionResult
from sunmao.tasks.object_detection.tracking import Tracker
from sunmao.tasks.points_classification.results import PostureResult
from sunmao.tasks.semantic_segmentation.report import SegmentationReport
from sunmao.tasks.semantic_segmentation.results import PaintedResult
from sunmao.tasks.table_classification.results import RowResult
from sunmao.tasks.table_regression.results import RowReport
from sunmao.tasks.text_classification.results import TextResult
from sunmao.vision.classification import Classification
from sunmao.vision.detection import Detection
from sunmao.vision.points_classification import PointsClassification
from sunmao.vision.segmentation import Segmentation
from sunmao.vision.semantic_segmenter import SemanticSegmentation

THINGS = {
    "Model": [Classification, Detection, Segmentation, SemanticSegmentation],
    "Classifier": [Classification],
    "TextClassifier": [TextClassification],
    "PointsClassifier": [PointsClassification],
    "SoundClassifier": [SoundClassification],
    "MotionClassifier": [MotionClassification],
    "Motion": [Motion],
    "TableLearner": [TableModel],
    "Network": [PictureNetwork, RowNetwork],
    "PictureNetwork": [PictureNetwork],
    "Table": [Table],
    "NextWord": [NextWord],
    "Dataset": [Dataset],
    "Result": [Result, TagResult, DetectionResult, PaintedResult, NumberResult, TextResult, PostureResult, RowResult],
    "Thing": [Prediction, DetectedObject, ReadObject],
    "Report": [Report, TagReport, DetectionReport, SegmentationReport, RegressionReport, RowReport],
    "Tracker": [Tracker],
    "Camera": [Camera],
}
# Class → its type and its backbones, as an option says what it goes with.
MODEL_NAMES: dict[type, set[str]] = {
    Classification: {"Classifier", *list_classifiers()},
    Detection: {"Detector", *list_detectors()},
    TableModel: {"TableLearner"},
    Segmentation: {"Segmenter", *list_segmenters()},
    SemanticSegmentation: {"Painter", *list_semantic_segmenters()},
}
THINGS |= {
    type: [PARTS[kind] for kind in PARTS if type in list_supertypes(kind)]
    for type in {type for kind in PARTS for type in list_supertypes(kind)}
}
TEMPLATES = [
    block
    for block in list_blocks()
    if isinstance(block, Block) and "(" in block.python or isinstance(block, Block) and "." in block.python
]


def receivers(node: ast.expr, block: Block) -> list[type]:
    """The classes of what a template's hole may hold."""
    name = node.id.removeprefix("_hole_") if isinstance(node, ast.Name) else ""
    hole = block.hole(name)
    return [thing for check in (hole.checks if hole else ()) for thing in THINGS.get(check, [])]


def names(attribute: str, block: Block) -> list[str]:
    """The attribute that a template reads, or all that its menu offers."""
    menu = block.hole(attribute.removeprefix("_hole_"))
    return [option[0] for option in menu.options] if menu else [attribute]


def able(things: list[type], name: str) -> list[type]:
    """Those that have an attribute: a device hole takes parts that do not know every word, as do reports and models of
    several kinds.
    """
    return [thing for thing in things if hasattr(thing, name) or name in thing.__annotations__]


@pytest.mark.training
@pytest.mark.parametrize("block", TEMPLATES, ids=lambda block: block.type)
def test_the_library_has_it(block):
    for node in ast.walk(ast.parse(block.python.replace("{", "_hole_").replace("}", ""))):
        if isinstance(node, ast.Attribute) and (things := receivers(node.value, block)):
            for name in names(node.attr, block):
                assert able(things, name), f"{things}: {name}"
        if isinstance(node, ast.Call):
            keywords = {word.arg for word in node.keywords if word.arg}
            fills = any(word.arg is None for word in node.keywords)
            for thing, called in _called(node.func, block):
                more = _list_offered(block, thing) if fills else set()
                takes = inspect.signature(called).parameters
                # A block of several kinds offers what one of them takes; the others say so when they are made.
                assert keywords <= set(takes) and (more <= set(takes) or block.chosen), (
                    f"{called.__qualname__} takes {list(takes)}"
                )
            if block.chosen:
                every = [called for _, called in _called(node.func, block)]
                taken = {name for called in every for name in inspect.signature(called).parameters}
                assert keywords | more <= taken


def _list_offered(block: Block, thing: type | None) -> set[str]:
    """The options that a block offers for a model of this class, and all where it is none."""
    known = MODEL_NAMES.get(thing) if thing else None
    return {
        option.name
        for option in block.optional_inputs
        if known is None or not option.goes_with or known.intersection(option.goes_with)
    }


def _called(function: ast.expr, block: Block) -> list[tuple[type | None, Callable]]:
    """Return the callables that a template may call: the method of its hole's things (each with its class), an imported
    name, or the classes that its menu names.
    """
    if isinstance(function, ast.Attribute):
        things = receivers(function.value, block)
        found = names(function.attr, block)
        return [(thing, getattr(thing, name)) for name in found for thing in able(things, name)]
    if block.chosen and function.id == f"_hole_{block.chosen.name}":
        return [(None, getattr(import_module(block.module), option[0])) for option in block.chosen.options]
    known = block.module and function.id in sum(block.names.values(), ())
    return [(None, getattr(import_module(block.module), function.id))] if known else []

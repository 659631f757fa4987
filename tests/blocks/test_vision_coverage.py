"""Every public verb of models, results and reports has a block, or there is a reason why not."""

from sunmao import deploy, vision
from sunmao.deploy import Workflow
from sunmao.tasks.classification.report import Report
from sunmao.tasks.classification.results import Result
from sunmao.tasks.image_result import Prediction
from sunmao.tasks.object_detection.report import DetectionReport
from sunmao.tasks.object_detection.results import DetectedObject, DetectionResult
from sunmao.tasks.object_detection.tracking import Tracker
from sunmao.vision.classification import Classification
from sunmao.vision.detection import Detection
from sunmao.vision.segmentation import Segmentation
from tests.support.blocks.library_calls import public, spoken

DRAWERS = ("model", "result", "test", "deploy", "program", "data")
KINDS = (
    Classification,
    Detection,
    Segmentation,
    Workflow,
    Result,
    Prediction,
    DetectionResult,
    DetectedObject,
    Tracker,
    Report,
    DetectionReport,
)
# Verb → the reason why no block says it.
WITHOUT_BLOCK = {
    "make_evaluation_event": "a message for pages, made of what `evaluate` returns",
    "is_unsure": "data_unsure asks it",
    "Result": "a model gives it; no program makes one",
    "Report": "a test gives it; no program makes one",
    "as_events": "how `show` shows it; show_content is the block",
    "to_displayed_image": "the same, as a picture",
    "average_precisions": "numbers of every class in one list; the report shows them as a table",
    "by_class": "numbers of every class in one list; the report shows them as a table",
    "counts": "test_chart draws how many mistakes of each kind",
    "curves": "test_chart draws them",
    "matrix": "test_chart draws it",
    "table": "show_content of the report shows it",
    "map75": "the third mAP of the same test: for a program in Python",
    "shown_map": "the second mAP of what is shown: for a program in Python",
    "shown_average_precisions": "numbers of every class in one list; the report shows them as a table",
    "as_boxes": "of masks, for a comparison with a model that gives boxes",
    "map_unlimited": "of crowded pictures only; the report and the page show it beside the mAP",
    "correct": "test_number gives the share; test_mistakes the pictures",
    "total": "of the pictures asked; the report shows it",
    "right": "the page shows them beside the mistakes",
    "worst": "numbers of pictures, for the events of the report; test_mistakes gives the pictures",
    "detections": "unsure answers too, of which two tests are compared; the report counts the others",
    "item": "a picture of the test as the data set has it, for the events of the report",
    "list_classified": "what became of each thing in a picture, for the events of the report; a mistake shows it when it is drawn",
    "truth": "a mistake shows it when it is drawn",
    "box": "four numbers at once; result_place gives center and size",
    "mask": "an array for NumPy; result_place gives its area, result_draw draws it",
    "found": "arrays for NumPy; result_each gives the things",
    "scores": "a number for every class; result_top gives the best of them",
    "number": "the class as a number; result_label gives its name",
    "image": "the picture that was given to result_inference",
    "classes": "the page lists them, and pick_label offers them wherever a label is asked for",
    "task": "the page shows it, and models compare it",
    "backbone": "was chosen in the block that makes the model",
    "information": "the page shows what a model file says of itself",
    "fast_inference": "the textbook's second word for inference, which loads the weights once in any case",
    "pth_info": "the page shows what a weights file says of itself",
    "explain_image": "the numbers behind an explanation; test_explain shows it",
    "explain_object": "of one thing of a detector; the mistake lab shows it",
    "find_nearest": "for a program in Python; the page shows the nearest pictures beside a mistake",
    "find_label_issues": "for a program in Python; labels are mended on the page, where the pictures are seen",
    "find_lookalike_classes": "for a program in Python; the page shows the pairs with their pictures",
    "embed_dataset": "numbers of a map; the page draws it, and `sunmao data map` writes them",
    "project_features": "numbers of a map; the page draws it, and `sunmao data map` writes them",
    "sota": "lists the models; the menus of the blocks do",
}


def said() -> set[str]:
    return public(*KINDS) | {*vision.__all__, *deploy.__all__}


def test_every_verb_has_a_block_or_a_reason():
    missing = said() - spoken(*DRAWERS) - {*WITHOUT_BLOCK}
    assert not missing, f"give each a block, or say here why it has none: {sorted(missing)}"


def test_no_reason_is_given_for_nothing():
    assert not {*WITHOUT_BLOCK} & spoken(*DRAWERS)
    assert {*WITHOUT_BLOCK} <= said(), sorted({*WITHOUT_BLOCK} - said())

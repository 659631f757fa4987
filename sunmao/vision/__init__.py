"""Computer vision: classification, several labels, object detection, instance and semantic segmentation; train, evaluate, use."""

from importlib import import_module
from typing import Any

from sunmao.core.deferred_compiler import defer_compiler

defer_compiler()
_LAZY = {
    "Classification": "sunmao.vision.classification",
    "MultiLabel": "sunmao.vision.multi_label",
    "ImageRegression": "sunmao.vision.image_regression",
    "PointsClassification": "sunmao.vision.points_classification",
    "Detection": "sunmao.vision.detection",
    "Segmentation": "sunmao.vision.segmentation",
    "SemanticSegmentation": "sunmao.vision.semantic_segmenter",
    "Result": "sunmao.tasks.classification.results",
    "name_thing": "sunmao.vision.imagenet_naming",
    "Report": "sunmao.tasks.classification.report",
    "Tracker": "sunmao.tasks.object_detection.tracking",
    "explain_image": "sunmao.explanation.explain",
    "explain_object": "sunmao.explanation.explain_object",
    "embed_dataset": "sunmao.vision.embedding.image_map",
    "project_features": "sunmao.vision.embedding.image_map",
    "label_dataset": "sunmao.vision.labeling.label_dataset",
    "read_annotations": "sunmao.vision.labeling.annotations",
    "find_nearest": "sunmao.vision.embedding.nearest_images",
    "find_label_issues": "sunmao.vision.linear_probe.label_issues",
    "find_lookalike_classes": "sunmao.vision.linear_probe.label_issues",
    "pth_info": "sunmao.training.checkpoints.checkpoint_info",
}
__all__ = sorted(_LAZY)


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'sunmao.vision' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)

"""Evaluation of detections: COCO's metrics, matching, the types of errors."""

"""Object detection and instance segmentation: training, results, COCO metrics, error types, drawing, tracking."""

"""How well things are found: COCO's metrics, what matches what, the types of errors."""

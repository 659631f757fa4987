"""The only code that imports mmdet: networks and losses, and a replacement for mmcv's compiled extension."""

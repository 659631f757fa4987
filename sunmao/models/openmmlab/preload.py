"""Loads mmdet while it is imported: for an interpreter that is kept ready for a program that finds things."""

from sunmao.models.openmmlab.mmcv_shim import get_model_registry

get_model_registry()

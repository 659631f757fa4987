"""Cameras: the worker process that owns the cameras."""

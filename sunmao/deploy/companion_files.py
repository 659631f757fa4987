"""Files beside a model file: the example program and the parity report."""

from pathlib import Path

REPORT_ENDING = ".parity.json"


def get_example_path(model: Path) -> Path:
    """Path of the program of a model file."""
    return model.with_suffix(".py") if model.suffix.lower() == ".onnx" else model.with_name(f"{model.name}.py")


def get_report_path(model: Path) -> Path:
    """Path of the report of a model file."""
    return model.with_name(model.name + REPORT_ENDING)

"""Models of a project that outline what is clicked at: two ONNX files each, an encoder and a decoder."""

import re
from collections.abc import Iterable
from pathlib import Path

from sunmao.server.projects.project_files import list_model_files

NAME = re.compile(r"encoder(?=[^/]*\.onnx$)", re.IGNORECASE)


def find_outliners(project: Path) -> dict[str, str]:
    """Encoder → decoder, paths below the folder of a project; see `sunmao.vision.labeling.segment_anything`."""
    return find_pairs(list_model_files(project))


def find_pairs(paths: Iterable[str]) -> dict[str, str]:
    """Encoder → decoder, of model files whose names differ in this word alone.

    Example:
        >>> find_pairs(['models/mobile_sam.encoder.onnx', 'models/mobile_sam.decoder.onnx', 'models/cat.onnx'])
        {'models/mobile_sam.encoder.onnx': 'models/mobile_sam.decoder.onnx'}
    """
    known = sorted(paths)
    pairs = {path: NAME.sub("decoder", path) for path in known if NAME.search(path)}
    return {encoder: decoder for encoder, decoder in pairs.items() if decoder in known}

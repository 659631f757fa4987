"""A trained network as the file of a backend, compared with PyTorch before it appears."""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any

import onnx

from sunmao.core.atomic_files import new_file, require_path, require_writable
from sunmao.deploy.backends.backend import Backend, ConversionFailed
from sunmao.deploy.backends.box_decoding import BoxDecoding
from sunmao.deploy.backends.registry import ENDINGS, require_packages
from sunmao.deploy.backends.session import ModelCard, TensorInfo, get_card_path, write_card
from sunmao.deploy.conversion.convert_to_onnx import (
    announce_model_file,
    make_model_info,
    make_sunmao_info,
    report_conversion,
)
from sunmao.deploy.export import OPSETS, ExportGraph, export_graph, make_graph, make_raw_graph
from sunmao.deploy.parity import compare_outputs, select_samples
from sunmao.deploy.parity_report import write_report
from sunmao.deploy.raw_heads import RawHeads
from sunmao.errors import BadValue, NotConverted
from sunmao.runtime import session

if TYPE_CHECKING:
    pass


IR = 7
FOUND = [TensorInfo("dets", [1, None, 5]), TensorInfo("labels", [1, None])]  # by boxes that are chosen outside


def convert_to_backend(trained: Any, dataset: Any, out_file: Any, backend: Backend) -> str:
    """Write the backend's files and an example program, and say how many answers are the same.

    Args:
        out_file: a name with another model file's ending gets the backend's.

    Returns: the file's path; what belongs to it lies beside it.

    Raises: BackendMissing, NotConverted, BadValue.
    """
    path = require_backend_path(out_file, backend)
    require_packages(backend)
    session.check_stop()
    items = select_samples(dataset)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, path.name)
        card = _make_files(trained, backend, made)
        report, different = compare_outputs(trained, made, items)
        said = {**make_sunmao_info(trained, report), "backend": backend.name}
        card.metadata["SUNMAO_INFO"] = json.dumps(said)
        write_card(made, card)
        _move_files(backend, made, path)
    report_conversion(backend.list_files(path), backend.name, report, different)
    announce_model_file(path, items, trained.task)
    write_report(path, backend.name, report, different, items)
    return path.as_posix()


def require_backend_path(out_file: str | Path | None, backend: Backend) -> Path:
    """The path of a backend's file that can be written. Raises BadValue."""
    path = require_path("out_file", out_file)
    name = path.name.lower()
    if not name.endswith(backend.ending):
        other = next((ending for ending in ENDINGS if name.endswith(ending)), None)
        if other is None:
            raise BadValue("bad_ending_of_backend", backend=backend.name, ending=backend.ending, path=path.as_posix())
        path = path.with_name(path.name[: -len(other)] + backend.ending)
    require_writable("out_file", path.parent)
    if path.is_dir():
        raise BadValue("folder_in_the_way", path=path.as_posix())
    return path


def _make_files(trained: Any, backend: Backend, made: Path) -> ModelCard:
    """Write the files, with a card that says what clients of the contract need."""
    graph, whole = _choose_graph(trained, backend), made.with_name("whole.onnx")
    export_graph(graph, whole, trained.entry.name, OPSETS[0], IR)
    try:
        backend.convert(whole, made)
    except ConversionFailed as error:
        reason = (str(error).strip().splitlines() or ["?"])[-1][:200]
        raise NotConverted("not_for_backend", backend=backend.name, name=trained.entry.name, reason=reason) from error
    written = onnx.load(whole).graph
    decoding = _describe_decoding(graph.module) if isinstance(graph.module, RawHeads) else None
    card = ModelCard(
        {"MODEL_INFO": json.dumps(make_model_info(trained))},
        [_describe(each) for each in written.input],
        FOUND if decoding else [_describe(each) for each in written.output],
        decoding,
    )
    write_card(made, card)
    return card


def _choose_graph(trained: Any, backend: Backend) -> ExportGraph:
    if backend.suppresses or trained.task not in ("detection", "instance"):
        return make_graph(trained)
    graph = make_raw_graph(trained)
    if graph is None:
        reason = "NonMaxSuppression"
        raise NotConverted("not_for_backend", backend=backend.name, name=trained.entry.name, reason=reason)
    return graph


def _describe_decoding(heads: Any) -> dict:
    from sunmao.models.openmmlab.decoding import MAX_OF_A_LEVEL

    network = heads.network
    limits = network.least, network.overlap, network.most
    return asdict(BoxDecoding(tuple(heads.levels), MAX_OF_A_LEVEL, *limits, network.one_class_a_place))


def _describe(value: onnx.ValueInfoProto) -> TensorInfo:
    sides = value.type.tensor_type.shape.dim
    return TensorInfo(value.name, [side.dim_value if side.HasField("dim_value") else None for side in sides])


def _move_files(backend: Backend, made: Path, path: Path) -> None:
    """Write the file's companions first: it never stands there alone."""
    pairs = list(zip(backend.list_files(made), backend.list_files(path), strict=True))
    for source, target in ((get_card_path(made), get_card_path(path)), *reversed(pairs)):
        with new_file(target) as file:
            copyfile(source, file)

"""A trained model as a smaller, faster file, with the project's own pictures as the judge.

8 bits: several ways to find the range of each activation are tried, and the one whose answers are nearest to the whole
model's is taken. Where that is not near enough, weights are rounded for what they compute, and layers without which the
answers are nearer still stay in float (Nagel et al., A White Paper on Neural Network Quantization, 2021,
arXiv:2106.08295, §4).
"""

import tempfile
from collections.abc import Collection
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path
from random import Random
from shutil import copyfile
from typing import TYPE_CHECKING, Any

import numpy as np

from sunmao.core.atomic_files import display_path, new_file
from sunmao.data.listing import Sample
from sunmao.deploy.conversion.convert_to_onnx import (
    announce_model_file,
    make_model_info,
    make_sunmao_info,
    require_onnx_path,
    write_information,
)
from sunmao.deploy.export import export_onnx
from sunmao.deploy.parity import compare_outputs, select_samples
from sunmao.deploy.parity_report import write_report
from sunmao.deploy.quantization.calibration import METHODS as CALIBRATIONS
from sunmao.deploy.quantization.calibration import collect_ranges
from sunmao.deploy.quantization.compare import Disagreement, ask_model, compare_answers
from sunmao.deploy.quantization.quantize_graph import (
    IR,
    MAPS,
    OPSET,
    THROUGH,
    WEIGHTED,
    convert_to_float16,
    extract_features,
    extract_maps,
    list_entrance_nodes,
    measure_weighted_nodes,
    prepare_graph,
    quantize_static,
    quantize_weights,
)
from sunmao.deploy.quantization.weight_rounding import RoundedWeights, round_weights
from sunmao.deploy.session_settings import time_runs
from sunmao.deploy.workflow import Workflow
from sunmao.display.api import show
from sunmao.errors import BadData
from sunmao.images.image_files import try_read_image
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.tasks.registry import make_image_task
from sunmao.texts import get_text

if TYPE_CHECKING:
    pass


OPSET_REASON = "DequantizeLinear knows a scale for each channel from opset 13 on"
CALIBRATED = 64  # training pictures from which ranges are measured: with more, nothing came nearer
COMPARED = 200  # pictures on which ways are compared
RANKED = 48  # of those, pictures on which layers are ranked, one by one
# Up to these, no layer need stay in float: of classifiers the share of right answers lost and of answers changed, of
# detectors the disagreement; of models that paint the share of pixels of another class, of numbers that of the range.
LOST, CHANGED, APART = 0.005, 0.05, 0.05
NEAR_ENOUGH = {"semantic": 0.005, "regression": 0.01}
NEARLY_ALL = 0.01  # share of a classifier's answers that may change before weights are rounded for what they compute
KEPT = (1, 2, 4, 8)  # how many layers are tried in float
CLEARLY = 0.95  # of the time: what is no quicker than this is not worth a layer in float
DRAWN = 12  # layers
KEPT_SHARE = 0.05  # of all weights, at most: a file with them is 0.04 of the whole one's size larger
NAMED = 5  # pictures that a warning names


@dataclass(frozen=True)
class Quantization:
    """Quantization of a file, as it says itself. calibration: how ranges were found, None where nothing was
    measured; rounding: 'gptq' where weights were rounded for what they compute, else 'nearest'; float_layers: nodes
    that stay in float; pictures: on how many it was compared with the whole model; changed: how many of them it answers
    differently; ratio: its size by the whole file's; opset_reason: why the file needs its opset, None where an older
    one would do.
    """

    method: str
    calibration: str | None
    rounding: str
    float_layers: tuple[str, ...]
    pictures: int
    changed: int
    ratio: float
    opset_reason: str | None


@dataclass
class _Candidate:
    """A smaller file, and how far its answers are from the whole one's."""

    file: Path
    disagreement: Disagreement
    calibration: str | None = None
    float_layers: tuple[str, ...] = ()
    rounded: bool = False


def quantize_model(trained: Any, dataset: Any, out_file: Any, method: str, opset: int, ir: int) -> str:
    """Write the smaller file and its example program, and say how many answers are the same. Returns the file's path.

    Args:
        trained: what was trained: `network`, `entry`, `classes`, `info`.
        dataset: pictures to measure with: training pictures for the ranges, validation pictures as the judge.
        method: one of `quantization.METHODS`.

    Raises: BadData, when 'int8' has no pictures to measure with; BadValue, NotConverted.
    """
    path = require_onnx_path(out_file)
    session.check_stop()
    items = select_samples(dataset)[:COMPARED]
    if method == "int8" and not items:
        raise BadData("no_calibration_pictures")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole, prepared = folder / "whole.onnx", folder / "prepared.onnx"
        export_onnx(trained, whole, max(opset, OPSET), max(ir, IR))
        write_information(whole, "MODEL_INFO", make_model_info(trained))
        prepare_graph(whole, prepared)
        judge = _ReferenceAnswers(trained, whole, items)
        if method == "int8":
            best = _Search(trained, dataset, judge, prepared, folder).run()
        else:
            best = _Candidate(folder / f"{method}.onnx", Disagreement(0.0, ()))
            {"dynamic": quantize_weights, "float16": convert_to_float16}[method](prepared, best.file)
            best.disagreement = judge.compare(best.file)
        ratio = best.file.stat().st_size / whole.stat().st_size
        report = Quantization(
            method,
            best.calibration,
            "gptq" if best.rounded else "nearest",
            best.float_layers,
            len(judge.pictures),
            len(best.disagreement.changed),
            round(ratio, 4),
            OPSET_REASON if method == "int8" else None,
        )
        with new_file(path) as file:
            copyfile(best.file, file)
            said = {**make_sunmao_info(trained, judge.count(best.disagreement)), "quantization": asdict(report)}
            write_information(file, "SUNMAO_INFO", said)
    _report_quantization(path, report, [judge.items[place].path for place in best.disagreement.changed])
    announce_model_file(path, items, trained.task)
    write_report(path, f"ONNX, {method}", *compare_outputs(trained, path, items, exact=False), items)
    return path.as_posix()


class _ReferenceAnswers:
    """Pictures, and what the whole model says of them."""

    def __init__(self, trained: Any, whole: Path, items: list[Sample]) -> None:
        self._classes = make_model_info(trained)
        self._workflow = Workflow(whole)
        self.task = make_image_task(trained.task)
        self.task.read_about(trained.info, len(trained.classes))
        pairs = [(item, picture) for item in items if (picture := try_read_image(item.path)) is not None]
        self.items, self.pictures = [item for item, _ in pairs], [picture for _, picture in pairs]
        self._answers = ask_model(self._workflow, self.pictures)
        known = {label: number for number, label in enumerate(trained.classes)}
        classifies = trained.task == "classification"
        self._numbers = [known.get(item.label, -1) for item in self.items] if classifies else []

    def prepare(self, picture: np.ndarray) -> np.ndarray:
        """A picture as the file takes it, (1, C, H, W) float32."""
        geometry = self._workflow._geometry
        return geometry.normalize(geometry.prepare(picture)[None])

    def compare(self, file: Path, most: int | None = None) -> Disagreement:
        """Distance of a file's answers from the whole model's, on the first `most` pictures."""
        write_information(file, "MODEL_INFO", self._classes)
        session.check_stop()
        return compare_answers(
            self.task, self._answers[:most], ask_model(Workflow(file), self.pictures[:most]), self._numbers[:most]
        )

    def accepts(self, disagreement: Disagreement) -> bool:
        """Whether the answers are so near that no layer need stay in float."""
        if not self._numbers:
            return disagreement.mean <= NEAR_ENOUGH.get(self.task.name, APART)
        lost = max(LOST, 1.5 / len(self.pictures))  # one picture more or less says nothing
        return disagreement.lost <= lost and len(disagreement.changed) <= CHANGED * len(self.pictures)

    def is_satisfied(self, disagreement: Disagreement) -> bool:
        """Whether the answers are so near that nothing need be tried to bring them nearer."""
        few = not self._numbers or len(disagreement.changed) <= NEARLY_ALL * len(self.pictures)
        return few and self.accepts(disagreement)

    def count(self, disagreement: Disagreement) -> dict:
        """Parity that a file states."""
        changed = len(disagreement.changed)
        return {"pictures": len(self.pictures), "same": len(self.pictures) - changed}


class _Search:
    """Tries ways to quantize, nearest answers first."""

    def __init__(self, trained: Any, dataset: Any, judge: _ReferenceAnswers, prepared: Path, folder: Path) -> None:
        self._judge, self._prepared, self._folder = judge, prepared, folder
        self._calibrated, self._excluded = prepared, []
        self._operators: tuple[str, ...] = (*WEIGHTED, *THROUGH)
        if not judge.task.scores_only:  # boxes and areas are made in float
            self._calibrated, self._operators = folder / "maps.onnx", ("Conv", *MAPS)
            self._excluded = extract_maps(prepared, self._calibrated)
        elif not judge.task.has_labels:
            self._calibrated = folder / "features.onnx"
            self._excluded = extract_features(prepared, self._calibrated)
        weighted = measure_weighted_nodes(prepared)
        self._layers = {name: share for name, share in weighted.items() if name not in self._excluded}
        self._first_layers = list_entrance_nodes(prepared)
        items = dataset.items("train") or dataset.items("val") or dataset.items("test")
        chosen = Random(0).sample(items, min(CALIBRATED, len(items)))
        self._inputs = [judge.prepare(picture) for item in chosen if (picture := try_read_image(item.path)) is not None]
        if not self._inputs:
            raise BadData("no_calibration_pictures")
        self._rounded: dict[str, RoundedWeights] = {}
        self._done, self._total = 0, len(CALIBRATIONS)

    def run(self) -> _Candidate:
        """The best file."""
        tried = []
        for name in CALIBRATIONS:
            with redirect_stdout(StringIO()):  # onnxruntime's words are not for pupils
                found = collect_ranges(self._calibrated, self._inputs, self._operators, name, self._folder)
            tried.append((self._try(found, name), found))
            self._report()
        best, ranges = min(tried, key=lambda each: each[0].disagreement.mean)
        if not self._judge.is_satisfied(best.disagreement):
            best = self._round_weights(best, ranges)
        if not self._judge.accepts(best.disagreement):
            best = self._keep_layers(best, ranges)
        return self._keep_first_layers_float(best, ranges)

    def _round_weights(self, best: _Candidate, ranges: dict) -> _Candidate:
        """The file whose weights are rounded for what they compute, if its answers are nearer."""
        self._total += len(self._layers)
        self._rounded = round_weights(self._calibrated, self._inputs, self._report)
        candidate = self._try(ranges, best.calibration)
        if candidate.disagreement.mean < best.disagreement.mean:
            return candidate
        self._rounded = {}
        return best

    def _keep_layers(self, best: _Candidate, ranges: dict) -> _Candidate:
        """The best file in which some layers stay in float, the most sensitive ones; the old one where none is better."""
        self._total += len(self._layers) + len(KEPT)
        without = {}
        for layer in self._layers:
            without[layer] = self._try(ranges, best.calibration, (layer,), RANKED).disagreement.mean
            self._report()
        _show_sensitivity(self._judge.compare(best.file, RANKED).mean, without)
        order = self._select_affordable(sorted(self._layers, key=without.__getitem__))
        for count in KEPT:
            candidate = self._try(ranges, best.calibration, tuple(order[:count]))
            self._report()
            if candidate.disagreement.mean < best.disagreement.mean:
                best = candidate
            if self._judge.accepts(best.disagreement):
                break
        return best

    def _keep_first_layers_float(self, best: _Candidate, ranges: dict) -> _Candidate:
        """The file with the first convolution in float, where it is clearly quicker here, and as near: of the three
        colors of a picture there is little to multiply, and all of it has to be rounded first.
        """
        self._excluded = [*self._excluded, *self._first_layers]
        spared = self._try(ranges, best.calibration, best.float_layers)
        sessions = [Workflow(each.file)._session for each in (best, spared)]
        times = [time_runs(session) for session in (*sessions, *reversed(sessions))]
        quicker = min(times[1:3]) < CLEARLY * min(times[0], times[3])
        return spared if quicker and spared.disagreement.mean <= best.disagreement.mean else best

    def _select_affordable(self, order: list[str]) -> list[str]:
        """Those of the layers, the most sensitive first, that leave the file small."""
        chosen, share = [], 0.0
        for layer in order:
            if share + self._layers[layer] <= KEPT_SHARE:
                chosen.append(layer)
                share += self._layers[layer]
        return chosen

    def _try(self, ranges: dict, calibration: Any, kept: Collection[str] = (), most: int | None = None) -> _Candidate:
        name = f"{calibration}-{len(self._excluded)}-{len(kept)}-{len(self._rounded)}.onnx"
        file = self._folder / ("ranked.onnx" if most else name)
        quantize_static(self._prepared, file, ranges, self._operators, (*self._excluded, *kept), self._rounded)
        return _Candidate(file, self._judge.compare(file, most), calibration, tuple(kept), bool(self._rounded))

    def _report(self) -> None:
        self._done += 1
        session.emit(Progress(done=self._done, total=self._total, unit="file", task="convert"))


def _show_sensitivity(whole: float, without: dict[str, float]) -> None:
    """Draw how much of the disagreement goes when one layer stays in float, for those with which most goes.

    whole: the disagreement when all are quantized; without: likewise, when the layer of this name is not.
    """
    from sunmao.tasks.evaluation.charts import draw_shares

    gains = {name: min(1.0, max(0.0, 1 - each / whole)) for name, each in without.items()} if whole else {}
    drawn = sorted((name for name, gain in gains.items() if gain > 0), key=lambda name: -gains[name])[:DRAWN]
    if drawn:
        shares = {name.strip("/").removeprefix("body/").removesuffix("/Conv"): gains[name] for name in drawn}
        show(draw_shares(shares, get_text("quantization_sensitivity")))


def _report_quantization(path: Path, report: Quantization, different: list[Path]) -> None:
    size = max(1, round(path.stat().st_size / 1024))
    key = "quantized" if report.pictures else "quantized_unseen"
    show_notice(
        key,
        path=path.as_posix(),
        size=size,
        before=round(size / report.ratio),
        total=report.pictures,
        same=report.pictures - report.changed,
    )
    if different:
        names = ", ".join(display_path(each) for each in different[:NAMED])
        show_notice("quantized_differs", level="warn", count=len(different), names=names)
    if report.float_layers:
        show_notice("layers_kept", count=len(report.float_layers))

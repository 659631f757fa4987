"""Several models side by side: how good, how large and how fast each of them is."""

import random
import statistics
import time
from pathlib import Path
from typing import Any

from sunmao.data.dataset import Dataset, open_dataset
from sunmao.data.listing import Sample
from sunmao.data.samples.sample_kind import SampleKind
from sunmao.errors import BadData, BadValue, DatasetNotLoaded, SunmaoError
from sunmao.inference.learnable_model import LearnableModel
from sunmao.inference.model import Model
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.tabular.table import Table
from sunmao.tasks.evaluation.batch_inference import select_split
from sunmao.texts import LANGUAGES, get_both, get_text

TIMED = 20  # samples that the models are timed with
WARM, MIN_ROUNDS, MAX_ROUNDS = 1, 3, 50  # rounds over the models: before it counts, at least, at most
SECONDS = 10  # after which no more rounds are begun
BYTES = 1e6  # of an MB


def compare(models: Any, path: Any = None) -> Table:
    """Compare models: one row a model with its name, accuracy (mAP of models that find things), size and speed.

    All models are tested on the same pictures, and timed by turns on the same pictures, one at a time.

    Args:
        models: a list of models, trained ones and opened model files (`Workflow`), all for the same task.
        path: the data set to test them on (a folder or a Dataset); None: the one that the models have.

    Returns: a Table: name, accuracy or mAP (0 to 1), size in MB, pictures a second.

    Raises: BadValue (no models, something else than models, models for different tasks, different data sets and no
    `path`), DatasetNotLoaded, NotTrained, BadData.

    Example:
        table = compare(models=[first, Workflow(checkpoint='models/small.onnx')], path='data/signs')
    """
    models = _require_models(models)
    dataset = _choose_dataset(models, path)
    models[0]._answering.require_dataset(dataset)
    split, items = select_split(dataset, None, _have_learned_from(models, dataset))
    marks = _evaluate_models(models, split, dataset)
    rates = measure_rates(models, _read_timed_samples(items, dataset.sample_kind))
    rows = [
        [name, None if value is None else round(value, 3), _format_size(measure_size(model)), _format_rate(rate)]
        for name, value, model, rate in zip(_name_models(models), marks, models, rates, strict=True)
    ]
    columns = [get_text(key) for key in ("model_name", models[0]._answering.metric, "megabytes", "pictures_a_second")]
    return Table(columns, rows, title=get_text("comparison"))


def measure_size(model: Model) -> float | None:
    """Size of a model in bytes: of a model file the file, of a model that learns the numbers of its network, as a
    file holds them; None where there is no file.
    """
    if isinstance(model, LearnableModel):
        return float(model._ready_trained().count_bytes())
    file = Path(model._get_tested_path() or ".")
    return float(file.stat().st_size) if file.is_file() else None


def measure_rates(models: list[Model], contents: list) -> list[float | None]:
    """Samples a second of each model, one at a time; None without samples.

    The models take turns, and another one begins each round: what slows the computer down meanwhile slows all of them.
    The median counts, so that a single pause does not.

    Args:
        contents: of samples, such as pictures, (H, W, 3) uint8 RGB each. The models are ready, as after a test.
    """
    if not contents:
        return [None] * len(models)
    times: list[list[float]] = [[] for _ in models]
    end = time.perf_counter() + SECONDS
    for turn in range(WARM + MAX_ROUNDS):
        if turn >= WARM + MIN_ROUNDS and time.perf_counter() > end:
            break
        content = contents[turn % len(contents)]
        for step in range(len(models)):
            session.check_stop()
            place = (turn + step) % len(models)
            seconds = _time_prediction(models[place], content)
            if turn >= WARM:
                times[place].append(seconds)
    return [1 / max(1e-9, statistics.median(each)) for each in times]


def _require_models(models: Any) -> list[Model]:
    found = [models] if isinstance(models, Model) else list(models) if isinstance(models, (list, tuple)) else None
    if not found:
        raise BadValue("no_models_to_compare")
    for each in found:
        if not isinstance(each, Model):
            raise BadValue("not_a_model_to_compare", value=repr(each)[:60])
    tasks = dict.fromkeys(each.task for each in found)
    if len(tasks) > 1:
        named = [get_both(f"task_{task}") for task in tasks]
        joined = {lang: {"zh": "、", "en": ", "}[lang].join(each[lang] for each in named) for lang in LANGUAGES}
        raise BadValue("models_of_other_tasks", tasks=joined)
    return found


def _choose_dataset(models: list[Model], path: Any) -> Dataset:
    """The data set that was named, else the one that the models have. Raises BadValue where they have several."""
    if path is not None:
        return open_dataset(path)
    own = [model._dataset for model in models if isinstance(model, LearnableModel) and model._dataset]
    if not own:
        raise DatasetNotLoaded(f"no_test_data_{models[0].task}")
    if len({Path(each.path).resolve() for each in own}) > 1:
        raise BadValue("models_of_other_data")
    return own[0]


def _have_learned_from(models: list[Model], dataset: Dataset) -> bool:
    """Whether a model may have seen some of these pictures: then only the test set is asked, by all."""
    place = Path(dataset.path).resolve()
    known = [folder for model in models for folder in _list_known_folders(model)]
    return any(Path(folder).resolve() == place for folder in known)


def _list_known_folders(model: Model) -> list[str]:
    if isinstance(model, LearnableModel):
        model._ready_trained()
    return [folder for folder in model._list_training_data() if folder]


def _evaluate_models(models: list[Model], split: str, dataset: Dataset) -> list[float | None]:
    """The mark of each model. Where classifiers were not asked about the same pictures, as they know different
    classes, those count that all were asked about.
    """
    reports = [model.evaluate(split=split, path=dataset) for model in models]
    if (metric := models[0]._answering.metric) != "accuracy":
        return [getattr(report, metric) for report in reports]
    answers = [
        {each.path: right for right, some in ((True, report.right), (False, report.mistakes)) for each in some}
        for report in reports
    ]
    common = set.intersection(*(set(each) for each in answers))
    if not common:
        totals = [report.total for report in reports]
        raise BadData("no_common_pictures", before=totals[0], after=totals[-1])
    if any(len(each) > len(common) for each in answers):
        show_notice("only_common_pictures", level="warn", count=len(common))
    return [sum(each[path] for path in common) / len(common) for each in answers]


def _read_timed_samples(items: list[Sample], kind: SampleKind) -> list:
    """The contents of some of the samples; those that cannot be read are passed over."""
    contents: list = []
    for item in random.Random(0).sample(items, len(items)):
        if len(contents) == TIMED:
            break
        try:
            contents.append(kind.read(item))
        except SunmaoError:
            continue
    return contents


def _time_prediction(model: Model, content: Any) -> float:
    since = time.perf_counter()
    model._look([content])
    return time.perf_counter() - since


def _name_models(models: list[Model]) -> list[str]:
    """The backbone of each model; where two have the same one, with the file of weights, and if need be its folder."""
    names = [str(getattr(model, "backbone", type(model).__name__)) for model in models]
    files = [model._get_tested_path() for model in models]
    for form in (lambda path: Path(path).name, str):
        added = [f"{name} · {form(file)}" if file else name for name, file in zip(names, files, strict=True)]
        names_now = [more if names.count(name) > 1 else name for name, more in zip(names, added, strict=True)]
        if len(set(names_now)) == len(names_now):
            return names_now
    return names_now


def _format_size(size: float | None) -> float | None:
    """In MB; of what is fitted at once, thousandths of one count."""
    return None if size is None else round(size / BYTES, 2) or float(f"{size / BYTES:.2g}")


def _format_rate(rate: float | None) -> float | None:
    """Three digits: more would change from one time to the next."""
    return None if rate is None else float(f"{rate:.3g}")

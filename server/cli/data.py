"""`sunmao data look`, `check`, `convert`, `label-with`, `map`, `mend` and `split`: the data workshop without the page."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from sunmao.data.mend.kinds import ASKED_KINDS, KINDS
from sunmao.errors import SunmaoError
from sunmao.server.cli.error_output import print_error
from sunmao.server.texts import get_local_text
from sunmao.texts import get_both, language

SHOWN = 60  # letters of the bar's line
ANSWERS = {"accept": "data_accept", "warn": "data_warn", "reject": "data_reject"}
# Words that make no sense, whatever the data is.
MISUSED = (
    "bad_share",
    "nothing_there",
    "folder_missing",
    "bad_ratio",
    "unknown_format",
    "unknown_reading",
    "unknown_mend",
    "target_there",
    "unknown_choice",
    "umap_missing",
)


def add_verbs(verbs: Any) -> None:
    """Teach the command line the words of `sunmao data`. verbs: its subparsers."""
    data = verbs.add_parser("data", help=get_local_text("cli_data"), description=get_local_text("cli_data"))
    each = data.add_subparsers(
        title=get_local_text("cli_verbs"),
        metavar="look | check | convert | label-with | map | mend | split",
        required=True,
    )
    looking = _add_verb(each, "look", "cli_data_look", run_look, ("path", "PATH", "cli_data_path"))
    looking.add_argument("--as", dest="reading", metavar="R", help=get_local_text("cli_data_reading"))
    _add_verb(each, "check", "cli_data_check", run_check, ("path", "PATH", "cli_data_path"))
    converting = _add_verb(
        each,
        "convert",
        "cli_data_convert",
        run_convert,
        ("source", "SRC", "cli_data_path"),
        ("target", "DST", "cli_data_target"),
    )
    converting.add_argument("--format", metavar="F", help=get_local_text("cli_data_format"))
    converting.add_argument("--as", dest="reading", metavar="R", help=get_local_text("cli_data_reading"))
    labeling = _add_verb(
        each,
        "label-with",
        "cli_data_label",
        run_label_with,
        ("model", "MODEL", "cli_data_model"),
        ("folder", "DIR", "cli_data_folder"),
    )
    labeling.add_argument("--accept", type=float, metavar="SCORE", help=get_local_text("cli_data_accept"))
    labeling.add_argument(
        "--confidence", type=float, default=0.3, metavar="SCORE", help=get_local_text("cli_data_least")
    )
    labeling.add_argument("--out", type=Path, metavar="FILE", help=get_local_text("cli_data_out"))
    mapping = _add_verb(each, "map", "cli_data_map", run_map, ("folder", "DIR", "cli_data_folder"))
    mapping.add_argument("--method", default="pca", metavar="M", help=get_local_text("cli_data_method"))
    mapping.add_argument("--out", type=Path, metavar="FILE", help=get_local_text("cli_data_map_out"))
    mending = _add_verb(each, "mend", "cli_data_mend", run_mend, ("folder", "DIR", "cli_data_folder"))
    mending.add_argument(
        "findings",
        nargs="*",
        metavar="FINDINGS",
        help=get_local_text("cli_data_findings", names=", ".join(KINDS + ASKED_KINDS)),
    )
    splitting = _add_verb(each, "split", "cli_data_split", run_split, ("folder", "DIR", "cli_data_folder"))
    splitting.add_argument("--ratio", default="8:1:1", help=get_local_text("cli_data_ratio"))
    splitting.add_argument("--seed", type=int, default=0, help=get_local_text("cli_data_seed"))
    splitting.add_argument("--lock-test", action="store_true", help=get_local_text("cli_data_lock"))


def _add_verb(verbs: Any, name: str, about: str, action: Callable, *words: tuple[str, str, str]) -> ArgumentParser:
    made = verbs.add_parser(name, help=get_local_text(about), description=get_local_text(about))
    for argument, shown, meaning in words:
        made.add_argument(argument, type=Path, metavar=shown, help=get_local_text(meaning))
    made.add_argument("--json", action="store_true", help=get_local_text("cli_json"))
    made.set_defaults(verb=lambda options: _run_action(action, options))
    return made


def _run_action(action: Callable, options: Namespace) -> int:
    """Do it; what is wrong with the data is said, with status 1, and what is wrong with the words, with status 2."""
    try:
        return action(options)
    except SunmaoError as error:
        status = 1 if error.key not in MISUSED else 2
        sentence = get_both(error.key, **error.params)
    except OSError as error:
        status = 1
        sentence = dict.fromkeys(("zh", "en"), f"{error.strerror or error}: {error.filename or ''}")
    print_error(sentence, options.json, answer="reject")
    return status


def run_look(options: Namespace) -> int:
    """Say what a data set is, no picture opened, and how else its files could be taken. Returns 1 when it cannot be
    taken so.
    """
    from sunmao.data.sources.describe_source import describe_source

    found = describe_source(options.path, options.reading)
    if options.json:
        print(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))
    else:
        _print_description(found)
    return int(found.refusal is not None)


def _print_description(found: Any) -> None:
    said, lang = found.as_dict(), language()
    _print_findings([*filter(None, [found.refusal]), *found.findings])
    parts = " / ".join(str(count) for count in found.parts.values()) or "–"
    task = get_both(f"task_{found.task}")[lang] if found.task else "–"
    print(
        get_local_text(
            "data_looked",
            title=said["title"][lang],
            task=task,
            pictures=found.pictures,
            objects=found.objects,
            parts=parts,
            classes=", ".join(f"{name} {count}" for name, count in found.classes.items()) or "–",
        )
    )
    print(get_local_text("data_readings"))
    for each in said["readings"]:
        print(f"  --as {each['name']:<15} {each['title'][lang]} · {each['about'][lang]}")


def run_check(options: Namespace) -> int:
    """Say how a data set, an archive, a file of labels or a picture is. Returns 1 when it is to be rejected."""
    from sunmao.data.check_dataset import check

    with _ProgressBar(options) as bar:
        health = check(options.path, on_progress=bar)
    if options.json:
        print(json.dumps(health.as_dict(), ensure_ascii=False, indent=1))
    else:
        _print_findings(health.findings)
        print(_print_summary(health))
    return int(health.answer == "reject")


def _print_findings(findings: Any) -> None:
    for finding in findings:
        print(f"{'✗' if finding.level == 'reject' else '!'} {finding.text[language()]}")


def _print_summary(health: Any) -> str:
    if health.task is None:
        return get_local_text(ANSWERS[health.answer])
    counts = ", ".join(f"{name} {count}" for name, count in health.classes.items()) or "–"
    return get_local_text(
        "data_summary",
        answer=get_local_text(ANSWERS[health.answer]),
        task=get_both(f"task_{health.task}")[language()],
        format=health.format,
        pictures=health.pictures,
        classes=counts,
    )


def run_convert(options: Namespace) -> int:
    """Write a data set anew in a format. Returns 1 when that cannot be done."""
    from sunmao.data.convert import convert_dataset

    with _ProgressBar(options) as bar:
        made = convert_dataset(options.source, options.target, options.format, reading=options.reading, on_progress=bar)
    if options.json:
        told = {"answer": made.health.answer, "format": made.format, "pictures": made.pictures, "classes": made.classes}
        told |= {
            "findings": [each.as_dict() for each in made.findings],
            "renamed": made.renamed,
            "left_out": made.left_out,
        }
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for finding in made.findings:
            print(f"! {finding.text[language()]}")
        print(
            get_local_text("data_converted", pictures=made.pictures, format=made.format, path=options.target.as_posix())
        )
    return 0


def run_label_with(options: Namespace) -> int:
    """Let a model propose labels for the pictures that nobody has labeled: into a file, or as labels where it is sure.
    Returns 1 when that cannot be done.
    """
    from sunmao.core.validation import require_share
    from sunmao.data.dataset import Dataset
    from sunmao.errors import DataNotFound
    from sunmao.server.models.open_model import open_model
    from sunmao.vision.labeling.label_dataset import accept_proposal, write_proposals
    from sunmao.vision.labeling.propose import propose_labels

    for name, value in (("--accept", options.accept), ("--confidence", options.confidence)):
        if value is not None:
            require_share(name, value)
    if not options.folder.is_dir():
        raise DataNotFound("nothing_there", path=options.folder.as_posix())
    if not options.model.is_file():
        raise DataNotFound("nothing_there", path=options.model.as_posix())
    dataset, model = Dataset(options.folder), open_model(options.model)
    left = dataset.unlabeled_items()
    found = []
    with _ProgressBar(options) as bar:
        for proposal in propose_labels(model, left, options.confidence):
            found.append(proposal)
            bar(len(found), len(left))
    told = {"pictures": len(found), "objects": sum(len(each.objects) or len(each.labels) for each in found)}
    if options.accept is None:
        file = options.out or options.folder.with_name(f"{options.folder.name}-proposals.json")
        write_proposals(file, options.folder, found, options.model.as_posix())
        told["file"] = file.as_posix()
    else:
        sure = [(each, change) for each in found if (change := accept_proposal(each, options.accept)) is not None]
        changes = {each.item.path.relative_to(options.folder).as_posix(): change for each, change in sure}
        told["labeled"] = dataset.accept_labels(changes, options.accept)
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(get_local_text("data_labeled" if options.accept is not None else "data_proposed", **told))
    return 0


def run_map(options: Namespace) -> int:
    """Write where each picture of a data set lies when those that look alike lie close together. Returns 1 when that
    cannot be done.
    """
    from sunmao.core.validation import require_choice
    from sunmao.errors import DataNotFound
    from sunmao.vision.embedding.image_map import METHODS, embed_dataset, project_features, write_map

    method = require_choice("--method", options.method, METHODS)
    if not options.folder.is_dir():
        raise DataNotFound("nothing_there", path=options.folder.as_posix())
    with _ProgressBar(options) as bar:
        samples, features = embed_dataset(options.folder, on_progress=bar)
    places = project_features(features, method)
    file = options.out or options.folder.with_name(f"{options.folder.name}-map.csv")
    write_map(file, options.folder, samples, places)
    told = {"pictures": len(samples), "method": method, "file": file.as_posix()}
    print(json.dumps(told, ensure_ascii=False) if options.json else get_local_text("data_mapped", **told))
    return 0


def run_mend(options: Namespace) -> int:
    """Mend what a check of a data set finds, and print what was done. Returns 1 when it is still to be rejected."""
    from sunmao.data.mend.mend_with_notices import mend_or_explain

    with _ProgressBar(options) as bar:
        report = mend_or_explain(options.folder, options.findings or "all", bar)
    if options.json:
        print(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))
    else:
        _print_mended(report, options.folder)
        _print_findings(report.left)
        print(get_local_text(ANSWERS[report.answer]))
    return int(report.answer == "reject")


def _print_mended(report: Any, folder: Path) -> None:
    from sunmao.data.mend.mend_with_notices import sum_by_kind
    from sunmao.tabular.table import Table

    rows = [[get_both(f"mend_{kind}")[language()], *counts] for kind, counts in sum_by_kind(report).items()]
    if rows:
        columns = ("data_mend_kind", "data_mend_before", "data_mend_after", "data_mend_pictures")
        print(Table(list(map(get_local_text, columns)), rows))
        print(get_local_text("data_mended"))
    else:
        print(get_both("nothing_to_mend", path=folder.as_posix())[language()])


def run_split(options: Namespace) -> int:
    """Divide a data set into training, validation and test. Returns 1 when that cannot be done."""
    from sunmao.data.files.file_tree import open_folder_tree
    from sunmao.data.sources.detect_format import read_listing
    from sunmao.data.split_dataset import split_dataset
    from sunmao.data.splits import parse_ratio
    from sunmao.errors import DataNotFound

    parse_ratio(options.ratio)
    if not options.folder.is_dir():
        raise DataNotFound("nothing_there", path=options.folder.as_posix())
    made = split_dataset(read_listing(open_folder_tree(options.folder)), options.ratio, options.seed, options.lock_test)
    if options.json:
        told = {"counts": made.counts, "together": made.together, "broken": made.broken, "stale": made.stale}
        print(json.dumps(told, ensure_ascii=False))
    else:
        if made.stale:
            print(f"! {get_both('other_programs')[language()]}")
        print(get_local_text("data_split", **made.counts))
    return 0


class _ProgressBar:
    """Progress display on one line of a terminal; elsewhere it shows nothing."""

    def __init__(self, options: Namespace) -> None:
        self._shown = not options.json and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int) -> None:
        if self._shown and (done == total or done % 20 == 0):
            print("\r" + get_local_text("data_progress", done=done, total=total), end="", file=sys.stderr, flush=True)

    def __exit__(self, *error: Any) -> None:
        if self._shown:
            print("\r" + " " * SHOWN + "\r", end="", file=sys.stderr, flush=True)

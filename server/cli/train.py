"""`sunmao train`, `evaluate` and `predict`: what a `config.yaml` says, without the page."""

import dataclasses
import json
import os
import shlex
import sys
import traceback
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import nullcontext, redirect_stdout
from pathlib import Path
from typing import Any

from sunmao.errors import BadConfig, SunmaoError
from sunmao.server.cli.error_output import print_error
from sunmao.server.texts import get_local_text
from sunmao.texts import get_both, split_text

FAILED, MISUSED, INTERRUPTED = 1, 2, 130  # 130: as a shell counts Ctrl+C
GB = 2**30
LONG = ("pictures", "curves")  # lists of an evaluation that only the page shows


def add_verbs(verbs: Any) -> None:
    """Teach the command line the words of a training. verbs: its subparsers."""
    training = _add_verb(verbs, "train", "cli_train", run_train)
    training.add_argument("--where", metavar="NAME-OR-ADDRESS", help=get_local_text("cli_where"))
    training.add_argument("--processors", type=int, metavar="N", help=get_local_text("cli_where_processors"))
    training.add_argument("--cards", type=int, default=0, metavar="N", help=get_local_text("cli_where_cards"))
    training.add_argument("--memory", type=float, default=0, metavar="GB", help=get_local_text("cli_where_memory"))
    evaluating = _add_verb(verbs, "evaluate", "cli_evaluate", run_evaluate)
    predicting = _add_verb(verbs, "predict", "cli_predict", run_predict)
    predicting.add_argument("image", type=Path, metavar="FILE", help=get_local_text("cli_predict_image"))
    for made in (evaluating, predicting):
        made.add_argument("--json", action="store_true", help=get_local_text("cli_json"))


def _add_verb(verbs: Any, name: str, about: str, action: Callable) -> ArgumentParser:
    made = verbs.add_parser(name, help=get_local_text(about), description=get_local_text(about))
    made.add_argument("config", type=Path, metavar="CONFIG.yaml", help=get_local_text("cli_config"))
    made.add_argument(
        "-o",
        dest="changes",
        action="append",
        default=[],
        metavar="SECTION.NAME=VALUE",
        help=get_local_text("cli_change"),
    )
    made.set_defaults(verb=lambda options: _run_action(action, options), json=False)
    return made


def run_train(options: Namespace, config: Any) -> None:
    """Train, here or on a cluster; the log goes to the console as it grows."""
    try:
        if options.where is None:
            config.train()
        else:
            _train_elsewhere(options, config)
    except BaseException as error:
        from sunmao.runtime.signals import is_interrupted

        if is_interrupted(error) and config.way == "train":
            words = [
                "sunmao",
                "train",
                str(options.config),
                *(word for change in options.changes for word in ("-o", change)),
                *(("--where", options.where) if options.where and "#" not in options.where else ()),
            ]
            if "train.resume=true" not in options.changes:
                words += ["-o", "train.resume=true"]
            print(get_local_text("cli_go_on", command=shlex.join(words)), file=sys.stderr)
        raise


def _train_elsewhere(options: Namespace, config: Any) -> None:
    """Hand the training in, show what it says, and keep what it has learned."""
    from sunmao.cluster.cluster_address import find_cluster
    from sunmao.cluster.follow_job import train_elsewhere
    from sunmao.cluster.gateway_client import GatewayClient
    from sunmao.cluster.job import Limits

    address = find_cluster(options.where)
    name = f"{address.host}:{address.port}" if "#" in options.where else options.where
    cores = options.processors or os.cpu_count() or 1
    train_elsewhere(config, GatewayClient(address), Limits(cores, options.cards, round(options.memory * GB)), name)


def run_evaluate(options: Namespace, config: Any) -> dict:
    """Test the newest best weights. Returns the figures, without the pictures."""
    report = config.evaluate()
    event = dataclasses.asdict(config.summarize(report)) if options.json else {}
    return {name: value for name, value in event.items() if name not in LONG}


def run_predict(options: Namespace, config: Any) -> list[dict]:
    """Say what is in a picture, a sound or a motion, or in those of a folder: a line each."""
    found = config.predict(options.image)
    if not options.json:
        for path, rows in found:
            print(f"{path}: {json.dumps(rows, ensure_ascii=False)}")
    name = "file" if config.takes_recordings else "picture"
    return [{name: path, "result": rows} for path, rows in found]


def _run_action(action: Callable, options: Namespace) -> int:
    """Do it. What is wrong with the file or with -o has status 2, what fails on the way 1, each in a sentence."""
    from sunmao.runtime.signals import WHOLE, exit_on_terminate, is_interrupted

    exit_on_terminate()
    try:
        from sunmao.vision.run_config import load_config

        # Programs that read the answer get nothing else.
        with redirect_stdout(sys.stderr) if options.json else nullcontext():
            answer = action(options, load_config(options.config, options.changes))
    except SystemExit:
        raise
    except BaseException as error:
        if os.environ.get(WHOLE) == "1":
            traceback.print_exc()
        if is_interrupted(error):
            print(split_text("py_interrupt")[0], file=sys.stderr)
            return INTERRUPTED
        print_error(_explain(error), options.json)
        return MISUSED if isinstance(error, BadConfig) else FAILED
    if options.json:
        print(json.dumps(answer, ensure_ascii=False))
    return 0


def _explain(error: BaseException) -> dict:
    """Explain what happened and what to do, in both languages."""
    from sunmao.explain import explain_exception

    key, params = (error.key, error.params) if isinstance(error, SunmaoError) else explain_exception(error, "")
    return get_both(key, **params)

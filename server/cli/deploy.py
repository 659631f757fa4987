"""`sunmao deploy`: a trained model's weights as a file for another computer or runtime, without the page."""

import argparse
import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from sunmao.deploy.backends.registry import NAMES
from sunmao.deploy.target_devices import TARGET_DEVICES
from sunmao.errors import BadModelFile, SunmaoError
from sunmao.server.cli.error_output import print_error
from sunmao.server.texts import get_local_text
from sunmao.texts import get_both

# Words that make no sense, whatever the model is.
MISUSED = ("unknown_choice", "no_weights_file", "bad_ending", "bad_ending_of_backend", "folder_in_the_way")


def add_verb(verbs: Any) -> None:
    """Teach the command line the word `deploy`. verbs: its subparsers."""
    made: argparse.ArgumentParser = verbs.add_parser(
        "deploy", help=get_local_text("cli_deploy"), description=get_local_text("cli_deploy")
    )
    made.add_argument("weights", type=Path, metavar="WEIGHTS.pth", help=get_local_text("cli_deploy_weights"))
    made.add_argument("out", type=Path, metavar="FILE", help=get_local_text("cli_deploy_out"))
    made.add_argument("--backend", metavar="B", help=get_local_text("cli_deploy_backend", names=", ".join(NAMES)))
    made.add_argument(
        "--target",
        default="board",
        metavar="T",
        help=get_local_text("cli_deploy_target", names=", ".join(TARGET_DEVICES)),
    )
    made.add_argument("--data", type=Path, metavar="DIR", help=get_local_text("cli_deploy_data"))
    made.add_argument("--json", action="store_true", help=get_local_text("cli_json"))
    made.set_defaults(verb=run_deploy)


def run_deploy(options: Namespace) -> int:
    """Write the file. Returns 0, 1 when that cannot be done, 2 for words that make no sense."""
    try:
        told = {"file": write_file(options)}
    except SunmaoError as error:
        print_error(get_both(error.key, **error.params), options.json)
        return 2 if error.key in MISUSED else 1
    if options.json:
        print(json.dumps({**told, "parity": read_parity(told["file"])}, ensure_ascii=False))
    return 0


def write_file(options: Namespace) -> str:
    """The path of the file that the options ask for."""
    from sunmao.core.training_engine import require_torch

    require_torch()
    if not options.weights.is_file() or options.weights.suffix.lower() != ".pth":
        raise BadModelFile("no_weights_file", path=options.weights.as_posix())
    model = open_weights(options.weights)
    if options.data is not None:
        model.load_dataset(options.data, check=False)
    return model.convert(options.out.as_posix(), backend=options.backend, target=options.target)


def open_weights(path: Path) -> Any:
    """A model for weights, as they say themselves. Raises FileMissing, BadModelFile."""
    from sunmao.server.models.open_model import open_model

    return open_model(path)


def read_parity(file: str) -> dict | None:
    """Read the report beside a model file; None where there is none."""
    from sunmao.deploy.companion_files import get_report_path

    try:
        return json.loads(get_report_path(Path(file)).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None

"""A training of a `config.yaml` as a job: which files it reads, and its sections with paths of their tree."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from sunmao.cluster.content_store import ContentStore, compute_address
from sunmao.cluster.file_tree import FileAddresses, dump_tree, list_files, scan_files
from sunmao.cluster.gateway_client import GatewayClient
from sunmao.cluster.job import Limits, TrainingJob, list_versions
from sunmao.errors import ClusterError
from sunmao.inference.training_place import StudyPart
from sunmao.runtime import session
from sunmao.texts import language
from sunmao.training.config_files.schema import FORMAT
from sunmao.training.config_files.yaml_text import format_yaml
from sunmao.vision.run_config import RunConfig

CONFIG = ".sunmao-job.yaml"
HANDED_IN = "handed_in.json"  # in the folder of the weights, while the training is elsewhere


@dataclass(frozen=True)
class PackedTraining:
    """job: the training; base: the folder here that its tree mirrors; files: of this computer, by address; made:
    contents that are no files here; tree: address by path.
    """

    job: TrainingJob
    base: Path
    files: dict[str, Path]
    made: dict[str, bytes]
    tree: dict[str, str]

    def send(self, client: GatewayClient, store: ContentStore) -> int:
        """Send what the cluster does not have. store: where what is no file here becomes one. Returns the bytes."""
        made = {store.add_bytes(data): store.get_path(address) for address, data in self.made.items()}
        return client.send_files(self.files | made)


def pack_training(config: RunConfig, limits: Limits, part: StudyPart | None = None) -> PackedTraining:
    """The job of a training. The tree of its files mirrors where they are here, so that what the training writes says
    the same paths; the folder of its weights goes along, for a training that goes on. part: what a study asks for.
    Raises ClusterError, OSError.
    """
    working = Path.cwd()
    inputs = [Path(os.path.abspath(path)) for path in config.list_inputs()]
    output = Path(os.path.abspath(config.save_fold))
    try:
        base = Path(os.path.commonpath([working, output.parent, *inputs]))
    except ValueError:  # another drive of Windows
        raise ClusterError("cluster_two_drives") from None
    addresses = FileAddresses()
    try:
        found = dict.fromkeys(file for path in [*inputs, output] if path.exists() for file in list_files(path))
        paths = [path for path in found if path != output / HANDED_IN]
        tree = scan_files(paths, base, addresses)
    finally:
        addresses.close()
    files = {address: base / name for name, address in tree.items()}
    text = format_yaml({"format": FORMAT, **config.make_portable(working)}).encode()
    folder = working.relative_to(base)
    config_path = (folder / CONFIG).as_posix()
    tree[config_path] = compute_address(text)
    listed = dump_tree(tree)
    job = TrainingJob(
        secrets.token_hex(8),
        compute_address(listed),
        folder=folder.as_posix(),
        config=config_path,
        output=output.relative_to(base).as_posix(),
        versions=list_versions(),
        limits=limits,
        language=language(),
        studio=session.is_in_studio(),
        part=part,
    )
    return PackedTraining(job, base, files, {compute_address(each): each for each in (text, listed)}, tree)

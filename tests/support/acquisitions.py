"""Recordings as Edge Impulse exports them: JSON, CBOR, and the CBOR of its SDK for boards, whose lists have no length."""

import json
from pathlib import Path

import cbor2
import numpy as np

from tests.support.drawn_motions import KINDS, make_motion

ACCELEROMETER = [{"name": f"acc{axis}", "units": "m/s2"} for axis in "XYZ"]
AUDIO = [{"name": "audio", "units": "wav"}]
G = 9.80665


def make_recording(values: object, sensors: list[dict], interval_ms: object, /, **changes: object) -> dict:
    """A recording with its head; changes: of its payload."""
    payload = {"device_name": "ac:87", "device_type": "NANO33BLE", "interval_ms": interval_ms, "sensors": sensors}
    head = {"protected": {"ver": "v1", "alg": "HS256", "iat": 1_700_000_000}, "signature": "0" * 64}
    return head | {"payload": payload | {"values": values} | changes}


def encode_recording(recording: dict, ending: str) -> bytes:
    """The bytes of a file. ending: 'json', 'cbor', or 'endless' for CBOR whose lists and maps have no length."""
    if ending == "json":
        return json.dumps(recording).encode()
    return cbor2.dumps(recording, indefinite_containers=ending == "endless")


def encode_motion(samples: np.ndarray, ending: str, rate: float = 50, /, **changes: object) -> bytes:
    """A file of motion, (n, 3) in g."""
    values = (samples * G).astype(float).round(4).tolist()
    return encode_recording(make_recording(values, ACCELEROMETER, 1000 / rate, **changes), ending)


def encode_sound(samples: np.ndarray, ending: str, **changes: object) -> bytes:
    """A file of sound, (n,) from −1 to 1 at 16 kHz."""
    values = (samples * 32767).round().astype(int).tolist()
    return encode_recording(make_recording(values, AUDIO, 0.0625, **changes), ending)


def list_labels(files: list[tuple[str, str]]) -> str:
    """The `info.labels` of some files: (path, label), the category is the path's first folder."""
    rows = [
        {"path": path, "name": path.split("/")[-1], "category": path.split("/")[0], "label": make_label(label)}
        for path, label in files
    ]
    return json.dumps({"version": 1, "files": rows})


def make_label(label: str) -> dict:
    """The label of a file as such a list says it; '' for none."""
    return {"type": "label", "label": label} if label else {"type": "unlabeled"}


def write_motion_export(folder: Path, ending: str = "cbor", listed: bool = True, each: int = 4) -> Path:
    """An export of gestures as Edge Impulse's page makes it: two parts, and a list of labels."""
    random, files = np.random.default_rng(0), []
    for category, count in (("training", each), ("testing", 1)):
        for kind in KINDS:
            for number in range(count):
                path = f"{category}/{kind}.{number}.cbor.1q53q7fi.{ending if ending == 'json' else 'cbor'}"
                (folder / category).mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(encode_motion(make_motion(kind, random), ending))
                files.append((path, kind))
    if listed:
        (folder / "info.labels").write_text(list_labels(files))
    return folder

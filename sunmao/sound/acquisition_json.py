"""Sound as Edge Impulse's data acquisition format writes it: JSON with numbers of 16 bits.

https://docs.edgeimpulse.com, "Data acquisition format": `payload.sensors` names what was measured, `interval_ms` how
often.
"""

import json

import numpy as np

from sunmao.errors import NotASound


def is_acquisition(data: bytes) -> bool:
    """Whether the bytes of a file begin as such a file does."""
    return data.lstrip()[:1] == b"{"


def parse_acquisition(data: bytes, name: str) -> tuple[np.ndarray, int]:
    """(samples, (n,) float32, −1 to 1; the sample rate in Hz). Raises NotASound for what is no sound."""
    try:
        payload = json.loads(data)["payload"]
        sensors, interval = payload["sensors"], float(payload["interval_ms"])
        if len(sensors) != 1 or sensors[0].get("name") != "audio" or not 0 < interval < 1:
            raise ValueError("no sound")
        samples = np.asarray(payload["values"], np.float32) / np.float32(32768)
        if samples.ndim == 2 and samples.shape[1] == 1:
            samples = samples[:, 0]
        if samples.ndim != 1:
            raise ValueError("no sound")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotASound("not_a_sound", name=name) from None
    return samples, round(1000 / interval)

"""Sound in Edge Impulse's data acquisition format: one sensor, called audio, with numbers of 16 bits."""

import numpy as np

from sunmao.core.data_acquisition import NoAcquisition, parse_acquisition
from sunmao.core.name_formatting import format_names
from sunmao.errors import NotASound

SENSOR = "audio"
_SCALE = 32768  # of numbers of 16 bits


def parse_acquired_sound(data: bytes, name: str) -> tuple[np.ndarray, int]:
    """(samples, (n,) float32, −1 to 1; the sample rate in Hz). Raises NotASound for other sensors, and for what is cut
    off or damaged.
    """
    try:
        found = parse_acquisition(data)
        if found.names != (SENSOR,):
            raise NotASound("sound_other_sensors", name=name, sensors=format_names(found.names))
        samples = found.read([0])[:, 0]
    except NoAcquisition:
        raise NotASound("not_a_sound", name=name) from None
    return (samples / _SCALE).astype(np.float32), round(found.rate)

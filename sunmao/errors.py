"""Every error that the library raises on purpose: one base class, texts in both languages.

The text of an error is one row of `texts`: what was found and expected, then, after a bar, what to do.
"""

from typing import Any

from sunmao import texts


class SunmaoError(Exception):
    """Something is not as it should be, said in a sentence.

    Args:
        key: the row of the text catalog.
        params: what fills the row's `{holes}`; a value {'zh': …, 'en': …} is taken in the text's language.
    """

    def __init__(self, key: str, **params: Any) -> None:
        self.key, self.params = key, params
        super().__init__(key)

    def text(self, lang: str | None = None) -> str:
        """The whole sentence in 'zh' or 'en' (None: the language of this computer)."""
        return texts.get_text(self.key, lang, **self.params)

    @property
    def title(self) -> dict:
        """Description of what happened, in both languages: {'zh': …, 'en': …}."""
        return {lang: texts.split_text(self.key, lang, **self.params)[0] for lang in texts.LANGUAGES}

    @property
    def hint(self) -> dict:
        """Advice on what to do, in both languages; empty texts where there is nothing to add."""
        return {lang: texts.split_text(self.key, lang, **self.params)[1] for lang in texts.LANGUAGES}

    def __str__(self) -> str:
        return self.text()


class UnknownModel(SunmaoError, ValueError):
    """There is no model of this name."""


class UnknownName(SunmaoError, AttributeError):
    """A misspelled property or verb, such as `model.save_flod = …`."""


class BadValue(SunmaoError, ValueError):
    """An argument has a value that makes no sense here."""


class ClusterError(SunmaoError, RuntimeError):
    """A cluster does not take something, or there is none."""


class ClusterUnreachable(SunmaoError, ConnectionError):
    """A cluster does not answer just now."""


class BadConfig(SunmaoError, ValueError):
    """A `config.yaml` that cannot be read, or says something that there is not."""


class BadData(SunmaoError, ValueError):
    """A data set that cannot be used: no pictures, one class only, no such part."""


class DataNotFound(SunmaoError, FileNotFoundError):
    """The folder of a data set is not there."""


class DatasetNotLoaded(SunmaoError, RuntimeError):
    """The model has not been given a data set."""


class NotTrained(SunmaoError, RuntimeError):
    """The model has learned nothing that it could use."""


class FileMissing(SunmaoError, FileNotFoundError):
    """A picture or model file is not there."""


class NotAPicture(SunmaoError, ValueError):
    """A file that is no picture, or is damaged, or is far too large."""


class NotASound(SunmaoError, ValueError):
    """A file that holds no sound, or is damaged, or holds more than is read."""


class NotAMotion(SunmaoError, ValueError):
    """A file that holds nothing of an accelerometer, or is damaged, or holds more than is read."""


class NotConverted(SunmaoError, RuntimeError):
    """A network that cannot be written as an ONNX file."""


class BadModelFile(SunmaoError, ValueError):
    """A weights or ONNX file that cannot be used here."""


class NoNetwork(SunmaoError, ConnectionError):
    """Something has to be fetched, and the network does not bring it."""


class EngineMissing(SunmaoError, ImportError):
    """The training engine (torch) is not installed."""


class BackendMissing(SunmaoError, ImportError):
    """A library that runs models is not installed, or what makes files for it."""


class TaskAbsent(SunmaoError, NotImplementedError):
    """A task of a textbook's package for which there is no model here."""


class OperatorMissing(SunmaoError, NotImplementedError):
    """A network asks for a compiled operator that is not here."""


class TrainingDiverged(SunmaoError, ArithmeticError):
    """The loss is no number any more."""


class OutOfMemory(SunmaoError, MemoryError):
    """There is not enough memory for the smallest piece of work."""


class WorkerDied(SunmaoError, RuntimeError):
    """One of several processes that train together ended before its time."""


class DiskFull(SunmaoError, OSError):
    """There is not enough room on the disk for what will be written."""


class MicrophoneMissing(SunmaoError, ConnectionError):
    """There is no microphone that could be used, or not the one that was named."""


class MicrophoneDisconnected(SunmaoError, ConnectionError):
    """No sound comes from a microphone any more."""


class SensorDisconnected(SunmaoError, ConnectionError):
    """Nothing comes from the sensor of a page, or there is none."""


class BoardMissing(SunmaoError, ConnectionError):
    """There is no board that could be used, or not the one that was named."""


class BoardBusy(SunmaoError, ConnectionError):
    """Another program holds the board's port, or the system does not let us open it."""


class BoardDisconnected(SunmaoError, ConnectionError):
    """The cable came out, or the board does not answer any more."""


class WrongFirmware(SunmaoError, ConnectionError):
    """The firmware on the board does not speak Firmata."""


class UploadFailed(SunmaoError, ConnectionError):
    """A sketch could not be loaded into a board, or reads back differently."""


class ProtocolMismatch(SunmaoError, RuntimeError):
    """Two processes of Sunmao do not speak the same version of the protocol: one was updated while the other ran."""


class PinInUse(SunmaoError, ValueError):
    """A pin is in use by another part."""


class PinUnsupported(SunmaoError, ValueError):
    """A pin, a board or its firmware cannot do what a part needs."""


class CameraMissing(SunmaoError, ConnectionError):
    """There is no such camera, or nothing comes from it."""


class CameraBusy(SunmaoError, ConnectionError):
    """Another program holds the camera, or the system does not let us open it."""


class CameraDisconnected(SunmaoError, ConnectionError):
    """The camera sent pictures, and sends none any more."""


class PartClosed(SunmaoError, RuntimeError):
    """A part that was closed is used again."""


class PartTimeout(SunmaoError, ConnectionError):
    """A part that is asked over its wires does not answer."""


# The names of before: programs of pupils may say `except` with them.
LearningBroke = TrainingDiverged
TooLittleMemory = OutOfMemory
TooLittleRoom = DiskFull
BoardGone = BoardDisconnected
CameraGone = CameraDisconnected
PinTaken = PinInUse
PinCannot = PinUnsupported
NoDataYet = DatasetNotLoaded
PartSilent = PartTimeout


def error_to_dict(error: SunmaoError) -> dict:
    """An error as JSON, for another process: {'type', 'key', 'params'}."""
    return {"type": type(error).__name__, "key": error.key, "params": error.params}


def error_from_dict(data: dict) -> SunmaoError:
    """The error that `error_to_dict` made. Raises ValueError for anything else."""
    said = data if isinstance(data, dict) else {}
    name, key, params = said.get("type"), said.get("key"), said.get("params", {})
    kind = globals().get(name) if isinstance(name, str) else None
    if not (isinstance(kind, type) and issubclass(kind, SunmaoError)) or not (
        isinstance(key, str) and key in texts.TEXTS and isinstance(params, dict)
    ):
        raise ValueError(f"no error: {str(data)[:80]}")
    return kind(key, **params)

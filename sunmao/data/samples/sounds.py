"""Sounds of one second: a file each, or a second of a longer file of background."""

from collections import Counter
from functools import lru_cache
from pathlib import Path

import numpy as np

from sunmao.core import data_acquisition
from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.samples.same_samples import MAX_COMPARED, find_same
from sunmao.data.samples.sample_kind import SampleKind, hash_bytes, make_sample_issue
from sunmao.errors import FileMissing, NotASound
from sunmao.runtime.notices import show_notice
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import ENDINGS, read_audio
from sunmao.sound.seconds import cut_loudest, get_second, is_background

FEWEST = 8  # samples of a class
SILENT = 0.003  # peak: a microphone that is off
CLIPPED, MAX_CLIPPED = 0.99, 0.01  # what counts as cut off, and which share of a second may be
SAME = 0.06  # share by which the spectrograms of two samples differ that are the same recording


class SoundSamples(SampleKind):
    """An `AudioClip` of one second each. Seconds of one recording of background stay together."""

    name = "sound"
    sources = ("microphone", "file")
    unit = "recording"

    def read(self, sample: Sample) -> AudioClip:
        """One second at 16 kHz. Raises NotASound, FileMissing."""
        file, number = split_sample_path(sample.path)
        samples = _read_samples(file, *_get_version(file))
        return AudioClip(cut_loudest(samples) if number is None else get_second(samples, number))

    def count_numbers(self, content: AudioClip) -> int:
        """One a sample of the sound."""
        return len(content.samples)

    def hash_sample(self, sample: Sample) -> list[bytes]:
        """Of its second."""
        try:
            return [hash_bytes(self.read(sample).samples.tobytes())]
        except (NotASound, FileMissing):
            return [hash_bytes(b"")]  # a file that has gone meanwhile is a change, not an error

    def check(self, tree: FileTree, found: DatasetListing, alike: bool) -> tuple[list[Issue], set[Path]]:
        """Listen to each sample once: what cannot be read, silence, what was too loud, few and same ones."""
        issues, bad = find_sound_issues(found, alike)
        findings = [*found.findings, *issues]
        for finding in findings:
            show_notice(finding.key, level="warn", **finding.holes)
        return findings, bad

    def draw_tile(self, sample: Sample, side: int) -> np.ndarray:
        """Its spectrogram, low tones below."""
        from sunmao.sound.spectrogram import draw_spectrogram

        return draw_spectrogram(self.read(sample).samples, side, side)


def split_sample_path(path: Path) -> tuple[Path, int | None]:
    """(the file of a sample, the number of its second there, from 0; None: its loudest second)."""
    if path.name.isdecimal() and path.parent.suffix.lower() in (*ENDINGS, *data_acquisition.ENDINGS):
        return path.parent, int(path.name) - 1
    return path, None


def _get_version(file: Path) -> tuple[int, int]:
    try:
        about = file.stat()
    except OSError:
        return 0, 0
    return about.st_size, about.st_mtime_ns


@lru_cache(maxsize=8)  # the seconds of a file are asked for one after the other
def _read_samples(file: Path, size: int, changed: int) -> np.ndarray:
    return read_audio(file).samples


def find_sound_issues(found: DatasetListing, alike: bool = True) -> tuple[list[Issue], set[Path]]:
    """Oddities of the samples of a listing, without what was found while it was read; and the paths of those that
    cannot be read. alike: look for the same recording, too.
    """
    kind, bad, silent, clipped = SoundSamples(), [], [], []
    heard: list[tuple[Sample, np.ndarray]] = []
    for item in found.items:
        try:
            clip = kind.read(item)
        except (NotASound, FileMissing):
            bad.append(item)
            continue
        if clip.peak < SILENT and not is_background(item.label or ""):
            silent.append(item)
        elif (np.abs(clip.samples) >= CLIPPED).mean() > MAX_CLIPPED:
            clipped.append(item)
        if len(heard) < MAX_COMPARED and clip.peak >= SILENT:
            heard.append((item, clip.samples))
    counts = Counter(item.label for item in found.items)
    few = [label for label in found.classes if counts[label] < FEWEST]
    twice, torn = find_same_sounds(heard) if alike else ([], [])
    lacking = [] if any(map(is_background, found.classes)) or not found.classes else [""]
    issues = [
        make_sample_issue("not_a_sound_left", found, bad),
        Issue("sounds_few", {"count": len(few), "names": format_names(few), "least": FEWEST}, count=len(few)),
        Issue("sounds_no_background", count=len(lacking)),
        make_sample_issue("sounds_silent", found, silent),
        make_sample_issue("sounds_clipped", found, clipped),
        make_sample_issue("sound_in_two_classes", found, torn),
        make_sample_issue("sound_twice", found, twice),
    ]
    return [each for each in issues if each.count], {item.path for item in bad}


def find_same_sounds(heard: list[tuple[Sample, np.ndarray]]) -> tuple[list[Sample], list[Sample]]:
    """(samples that an earlier one of the same class nearly equals, samples that one of another class does), however
    loud they are.
    """
    from sunmao.sound.log_mel import compute_log_mel

    if not heard:
        return [], []
    rows = np.concatenate([compute_log_mel(samples[None]).reshape(1, -1) for _, samples in heard])
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-6)
    twice, torn = find_same([item for item, _ in heard], lambda part: rows[part] @ rows.T > 1 - SAME**2 / 2)
    # A hum is the same in every second.
    return [item for item in twice if not is_background(item.label or "")], torn

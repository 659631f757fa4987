"""Sound of WebM files: as browsers record it, with elements of unknown size, and as ffmpeg writes it, in groups."""

import io

import numpy as np
import pytest
import soundfile

from sunmao.errors import NotASound
from sunmao.sound.audio_files import read_audio
from sunmao.sound.webm_audio import convert_webm

HERTZ, SECONDS = 880, 1.5


def encode_number(value: int) -> bytes:
    return (1 << 28 | value).to_bytes(4, "big")


def element(name: str, body: bytes, size: bytes | None = None) -> bytes:
    return bytes.fromhex(name) + (encode_number(len(body)) if size is None else size) + body


def list_packets(ogg: bytes) -> list[bytes]:
    """The packets of an Ogg file of one stream."""
    at, packets, part = 0, [], b""
    while at < len(ogg):
        lacing = ogg[at + 27 : at + 27 + ogg[at + 26]]
        at += 27 + len(lacing)
        for length in lacing:
            part, at = part + ogg[at : at + length], at + length
            if length < 255:
                packets.append(part)
                part = b""
    return packets


def make_webm(grouped: bool, lacing: int = 0) -> bytes:
    """A tone as WebM. grouped: as ffmpeg writes blocks, else as Chromium does."""
    tone = np.sin(2 * np.pi * HERTZ * np.arange(round(48_000 * SECONDS)) / 48_000)
    file = io.BytesIO()
    soundfile.write(file, 0.5 * tone, 48_000, format="OGG", subtype="OPUS")
    head, _, *packets = list_packets(file.getvalue())
    blocks = [b"\x81\x00\x00" + bytes([lacing]) + packet for packet in packets]
    cluster = b"".join(element("a0", element("a1", block)) if grouped else element("a3", block) for block in blocks)
    track = element("d7", b"\x01") + element("86", b"A_OPUS") + element("63a2", head)
    endless = None if grouped else b"\x01" + b"\xff" * 7
    inside = element("1654ae6b", element("ae", track)) + element("1f43b675", cluster, endless)
    return element("1a45dfa3", element("4282", b"webm")) + element("18538067", inside, endless)


@pytest.mark.parametrize("grouped", [False, True])
def test_a_tone_is_heard(grouped):
    clip = read_audio(make_webm(grouped), "tone.webm")
    assert abs(clip.duration - SECONDS) < 0.03
    spectrum = np.abs(np.fft.rfft(clip.samples[4000:20_000]))
    assert abs(spectrum.argmax() - HERTZ) <= 1


def test_what_is_cut_off_is_heard_up_to_there():
    data = make_webm(False)
    assert 0.5 < read_audio(data[: len(data) * 2 // 3], "cut.webm").duration < SECONDS


@pytest.mark.parametrize("data", [make_webm(False)[:40], make_webm(False, lacing=2), b"\x1a\x45\xdf\xa3\x00\x00"])
def test_what_holds_no_opus_is_no_sound(data):
    with pytest.raises(ValueError, match="no Opus"):
        convert_webm(data)
    with pytest.raises(NotASound):
        read_audio(data, "odd.webm")

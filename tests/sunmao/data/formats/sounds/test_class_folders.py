"""Folders of sounds: what is a sample of each file, what is counted, and what each bad file is said to be."""

import io
import zipfile

import numpy as np
import pytest
import soundfile

from sunmao.data import Dataset
from sunmao.data.check_dataset import check
from sunmao.data.samples.sounds import SoundSamples, find_sound_issues
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import write_wav
from tests.support.drawn_sounds import make_sound, write_sounds


@pytest.fixture
def folder(tmp_path):
    return write_sounds(tmp_path / "claps")


def find_keys(dataset):
    return {each.key: each.count for each in dataset.listing.findings}


def test_background_is_cut_into_its_seconds_and_comes_first(folder):
    dataset = Dataset(folder)
    assert dataset.task == "sound_classification" and dataset.listing.sample_kind == "sound"
    assert dataset.classes == ["背景声", "clap", "low", "whistle"]
    assert len(dataset.items()) == 3 * 8 + 12 and find_keys(dataset) == {"sounds_divided": 1}
    assert all(dataset.items(part) for part in ("train", "val", "test"))
    clip = dataset.sample_kind.read(dataset.items()[0])
    assert isinstance(clip, AudioClip) and clip.samples.shape == (16000,)


def test_the_loudest_second_of_a_longer_sound_is_kept(folder):
    random = np.random.default_rng(1)
    long = np.concatenate([0.001 * random.standard_normal(32000), make_sound("clap", random), np.zeros(20000)])
    write_wav(folder / "clap" / "long.wav", AudioClip(long.astype(np.float32)))
    write_wav(folder / "clap" / "short.wav", AudioClip(make_sound("clap", random)[:10000]))
    dataset = Dataset(folder)
    assert find_keys(dataset) == {"sounds_divided": 1, "sounds_cut": 1, "sounds_padded": 1}
    items = {item.path.name: item for item in dataset.items()}
    for name in ("long.wav", "short.wav"):
        clip = SoundSamples().read(items[name])
        assert clip.samples.shape == (16000,) and clip.peak > 0.05
        assert SoundSamples().draw_tile(items[name], 48).shape == (48, 48, 3)


def test_folders_for_the_parts_say_which_is_for_the_test(tmp_path):
    write_sounds(tmp_path / "set" / "train", each=2, background_seconds=2)
    write_sounds(tmp_path / "set" / "test", each=1, background_seconds=1, seed=2)
    dataset = Dataset(tmp_path / "set")
    assert len(dataset.items("test")) == 4 and dataset.classes[0] == "背景声"


def test_bad_files_are_left_out_each_with_its_sentence(folder):
    def put(name, samples, rate):
        buffer = io.BytesIO()
        soundfile.write(buffer, samples, rate, format="WAV")
        (folder / "clap" / name).write_bytes(buffer.getvalue())

    put("many.wav", np.zeros((4000, 8)), 16000)
    put("fast.wav", np.zeros(4000), 192000)
    put("hour.wav", np.zeros(11 * 60 * 4000), 4000)
    (folder / "clap" / "text.wav").write_text("this is a text")
    (folder / "clap" / "empty.wav").write_bytes(b"")
    dataset = Dataset(folder)
    assert find_keys(dataset) == {
        "sounds_divided": 1,
        "sound_channels_left": 1,
        "sound_rate_left": 1,
        "sound_long_left": 1,
        "not_a_sound_left": 1,
        "sound_empty_left": 1,
    }
    assert len(dataset.items()) == 3 * 8 + 12
    for finding in dataset.listing.findings:
        assert finding.text["zh"] != finding.text["en"] and finding.pictures[0].split("/")[-1] in finding.text["en"]


def test_silence_noise_and_the_same_recording_are_named(folder):
    clap = make_sound("clap", np.random.default_rng(7))
    write_wav(folder / "clap" / "silent.wav", AudioClip(np.zeros(16000, np.float32)))
    write_wav(folder / "clap" / "loud.wav", AudioClip((clap * 50).clip(-1, 1)))
    write_wav(folder / "clap" / "a.wav", AudioClip(clap))
    write_wav(folder / "clap" / "b.wav", AudioClip(clap * 0.9))
    write_wav(folder / "low" / "c.wav", AudioClip(clap))
    write_wav(folder / "new" / "one.wav", AudioClip(make_sound("low", np.random.default_rng(8))))
    issues, bad = find_sound_issues(Dataset(folder).listing)
    assert not bad and {each.key: each.count for each in issues} == {
        "sounds_few": 1,
        "sounds_silent": 1,
        "sounds_clipped": 1,
        "sound_twice": 1,
        "sound_in_two_classes": 3,
    }


def test_a_set_without_background_is_told_so(folder):
    (folder / "背景声" / "room.wav").unlink()
    issues, _ = find_sound_issues(Dataset(folder).listing)
    assert [each.key for each in issues] == ["sounds_no_background"]


def test_a_zip_is_read_as_its_folder(folder, tmp_path):
    path = tmp_path / "claps.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.rglob("*.wav"):
            archive.write(file, f"wrapped/{file.relative_to(folder).as_posix()}")
    found = check(path)
    assert found.task == "sound_classification" or found.findings[0].key == "sound_not_pictures"

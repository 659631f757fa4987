"""The routes of the page that teaches by sounds: kept, listed, changed, drawn, heard again, and a model's answer to
one.
"""

import io
import wave
import zipfile
from contextlib import closing

import numpy as np
import pytest

from sunmao.data.dataset import Dataset
from sunmao.sound.audio_clip import AudioClip
from sunmao.sound.audio_files import encode_wav, read_audio
from sunmao.sound.tone_synthesis import make_tones
from tests.support.app_client import Page

QUIET, CLAP, WHISTLE = "背景声", "拍手", "口哨"
SET = "datasets/声音"


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.fixture
def project(page):
    return page.make()


@pytest.fixture
def sounds(page, project):
    """A data set of sounds; returns its folder."""
    made = page.ask("POST", f"/api/projects/{project}/sounds", json={"name": "声音", "classes": [QUIET, CLAP, WHISTLE]})
    assert made.status_code == 201 and made.json == {"name": "声音", "path": "data/声音"}
    return page.studio.projects.get(project).folder / "data/声音"


def noise(seconds: float, loud: float = 0.1, seed: int = 1) -> bytes:
    samples = np.random.default_rng(seed).normal(0, loud / 3, round(16_000 * seconds)).astype(np.float32)
    return encode_wav(AudioClip(samples))


def keep(page, project, label, data, **query):
    return page.ask(
        "POST",
        f"/api/projects/{project}/{SET}/sounds",
        query_string={"label": label, **query},
        data=data,
        content_type="application/octet-stream",
    )


def change(page, project, **data):
    return page.ask("POST", f"/api/projects/{project}/{SET}/sound-classes", json=data)


def count(page, project) -> dict[str, tuple[int, int]]:
    rows = page.get(f"/api/projects/{project}/{SET}/sounds?newest=9")
    return {each["name"]: (each["count"], each["tests"]) for each in rows}


@pytest.mark.process
def test_sounds_are_kept_in_folders_that_programs_read(page, project, sounds):
    assert keep(page, project, QUIET, noise(5.4)).json == {"paths": [f"{QUIET}/0001.wav/{n}" for n in range(1, 6)]}
    for seed in range(3):
        assert keep(page, project, CLAP, noise(0.4, seed=seed)).status_code == 201
    kept = keep(page, project, WHISTLE, encode_wav(make_tones([(2000, 3.0)])), file="long.wav")
    assert kept.json == {"paths": [f"{WHISTLE}/0001.wav"]}
    assert read_audio(sounds / f"{WHISTLE}/0001.wav").duration == 1
    keep(page, project, WHISTLE, encode_wav(make_tones([(2500, 1.0)])), split="test")
    rows = page.get(f"/api/projects/{project}/{SET}/sounds?newest=2")
    assert [(each["name"], each["background"]) for each in rows] == [(QUIET, True), (CLAP, False), (WHISTLE, False)]
    assert count(page, project) == {QUIET: (5, 0), CLAP: (3, 0), WHISTLE: (2, 1)}
    assert rows[1]["newest"] == [f"{CLAP}/0003.wav", f"{CLAP}/0002.wav"]
    dataset = Dataset(sounds)
    assert [item.label for item in dataset.items("test")] == [WHISTLE] and len(dataset.items()) == 10
    [row] = [each for each in page.get(f"/api/projects/{project}/datasets") if not each["builtin"]]
    assert (row["samples"], row["pictures"], row["problem"]) == ("sound", 10, None)


def test_classes_and_samples_are_changed_and_brought_back(page, project, sounds):
    keep(page, project, QUIET, noise(3))
    keep(page, project, CLAP, noise(1))
    keep(page, project, CLAP, noise(1, seed=2), split="test")
    renamed = change(page, project, do="rename", label=CLAP, to="鼓掌").json["classes"]
    assert [each["name"] for each in renamed] == [QUIET, "鼓掌", WHISTLE]
    assert count(page, project)["鼓掌"] == (2, 1)
    gone = change(page, project, do="remove_sample", label="鼓掌", path="鼓掌/0001.wav").json["removed"]
    assert count(page, project)["鼓掌"] == (1, 1)
    change(page, project, do="restore", removed=gone)
    assert count(page, project)["鼓掌"] == (2, 1)
    gone = change(page, project, do="remove", label="鼓掌").json["removed"]
    assert "鼓掌" not in count(page, project)
    change(page, project, do="restore", removed=gone)
    assert count(page, project)["鼓掌"] == (2, 1)
    change(page, project, do="empty_test", label="鼓掌")
    assert count(page, project)["鼓掌"] == (1, 0)
    change(page, project, do="empty", label=QUIET)
    assert count(page, project)[QUIET] == (0, 0)
    change(page, project, do="add", label="铃")
    assert count(page, project)["铃"] == (0, 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"do": "sing"}, 400),
        ({"do": "add", "label": CLAP}, 409),
        ({"do": "add", "label": "../x"}, 422),
        ({"do": "add", "label": "test"}, 422),
        ({"do": "rename", "label": CLAP, "to": WHISTLE}, 409),
        ({"do": "rename", "label": "无", "to": "有"}, 404),
        ({"do": "remove_sample", "label": CLAP, "path": "../main.py"}, 404),
        ({"do": "restore", "removed": "../x"}, 404),
    ],
)
def test_what_cannot_be_done_is_refused(page, project, sounds, asked, status):
    assert change(page, project, **asked).status_code == status


def make_wav(channels: int, rate: int) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(bytes(2 * channels * rate))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (make_wav(8, 16_000), "8 channels"),
        (make_wav(1, 192_000), "192"),
        (b"this is a text, whatever its name says", "odd.wav"),
        (b"", "odd.wav"),
    ],
    ids=["channels", "rate", "text", "empty"],
)
def test_what_is_no_sound_is_refused_with_a_sentence(page, project, sounds, data, said):
    answer = keep(page, project, CLAP, data, file="odd.wav")
    assert answer.status_code == 422 and said in answer.json["text"]["en"], answer.json
    assert count(page, project)[CLAP] == (0, 0)


def make_zip(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return buffer.getvalue()


def test_a_zip_of_a_class_is_unpacked(page, project, sounds):
    frames = b'[{"frequencyFrames": [[0.0]], "blobFilePath": "a.webm"}]'
    data = make_zip(samples_json=frames, a_wav=noise(1), b_wav=noise(2, seed=2), c_wav=b"damaged")
    assert keep(page, project, CLAP, data).json == {"paths": [f"{CLAP}/0001.wav", f"{CLAP}/0002.wav"]}
    for only in (make_zip(samples_json=frames), data[:90]):
        answer = keep(page, project, CLAP, only, file="clap.zip")
        assert answer.status_code == 422 and "only spectrograms" in answer.json["text"]["en"], answer.json


@pytest.mark.slow
def test_a_sample_is_drawn_and_heard(page, project, sounds):
    keep(page, project, QUIET, noise(3))
    keep(page, project, CLAP, noise(1))
    for path in (f"{CLAP}/0001.wav", f"{QUIET}/0001.wav/2"):
        tile = page.ask("GET", f"/api/projects/{project}/files/data/声音/{path}?size=64")
        assert tile.status_code == 200 and tile.mimetype == "image/jpeg"
        heard = page.ask("GET", f"/api/projects/{project}/sound-samples/data/声音/{path}")
        assert heard.mimetype == "audio/wav" and len(read_audio(heard.data).samples) == 16_000
    for path in (f"data/声音/{QUIET}/0001.wav/9", "data/声音/none.wav", "main.py", "data/声音/classes.txt"):
        assert page.ask("GET", f"/api/projects/{project}/sound-samples/{path}").status_code == 404


@pytest.mark.training
def test_a_model_is_asked_about_a_sound(page, project, sounds, monkeypatch):
    from sunmao.hearing import sound_training
    from sunmao.sound import SoundClassification

    monkeypatch.setattr(sound_training, "ROUNDS", 1)
    keep(page, project, QUIET, noise(8, 0.02))
    for seed in range(8):
        keep(page, project, WHISTLE, encode_wav(make_tones([(1500 + 50 * seed, 1.0)])))
    monkeypatch.chdir(page.studio.projects.get(project).folder)
    model = SoundClassification()
    model.load_dataset(path="data/声音")
    model.train(save_fold="models/声音", random_seed=1)
    (row,) = page.get(f"/api/projects/{project}/taught")
    assert (row["task"], row["data"]["path"]) == ("sound_classification", "data/声音")
    answer = page.ask(
        "POST",
        f"/api/projects/{project}/try",
        query_string={"model": row["path"], "smooth": 2},
        data=encode_wav(make_tones([(1700, 1.0)])),
        content_type="audio/wav",
    )
    assert [each["label"] for each in answer.json.get("scores", answer.json)] == [QUIET, WHISTLE]
    listed = page.get(f"/api/projects/{project}/{SET}/sound-samples?limit=3&label={WHISTLE}")
    assert listed["total"] == 8 and len(listed["samples"]) == 3

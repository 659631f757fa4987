"""Sprites of a project: kept, called otherwise, taken away, cut out of a photo; and how a panel is arranged."""

from contextlib import closing

import cv2
import numpy as np
import pytest

from sunmao.stage.costumes import load_picture
from tests.support.app_client import Page


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.fixture
def project(page):
    return page.make()


def draw(side: int = 40) -> np.ndarray:
    """A red square in the middle of what is transparent."""
    picture = np.zeros((side, side, 4), np.uint8)
    picture[side // 4 : -side // 4, side // 4 : -side // 4] = (0, 0, 255, 255)
    return picture


def encode(picture: np.ndarray) -> bytes:
    return cv2.imencode(".png", picture)[1].tobytes()


def save(page, project, name: str, data: bytes, kind: str = "image/png"):
    return page.ask("POST", f"/api/projects/{project}/sprites?name={name}", data=data, content_type=kind)


@pytest.mark.slow
def test_a_sprite_is_kept_renamed_and_taken_away(page, project):
    address, png = f"/api/projects/{project}/sprites", encode(draw())
    kept = save(page, project, "小怪", png)
    assert kept.status_code == 201 and kept.json == {"path": "stage/小怪.png"}
    assert save(page, project, "小怪", png).json == {"path": "stage/小怪_2.png"}
    choices = page.get(f"/api/projects/{project}/choices")
    assert "stage/小怪.png" in [each["value"] for each in choices["sprite"]]
    assert "stage/小怪.png" in [each["value"] for each in choices["costume"]]
    named = page.ask("PATCH", address, json={"path": "stage/小怪.png", "name": "monster"})
    assert named.json == {"path": "stage/monster.png"}
    listed = page.get(address)
    assert [(each["path"], each["own"]) for each in listed][:3] == [
        ("stage/monster.png", True),
        ("stage/小怪_2.png", True),
        ("robot", False),
    ]
    assert [each["name"] for each in listed[2]["costumes"]] == ["calm", "happy", "sad"]
    assert page.ask("DELETE", address, json={"path": "stage/monster.png"}).json == {"ok": True}
    assert page.ask("DELETE", address, json={"path": "stage/monster.png"}).status_code == 404
    assert page.ask("DELETE", address, json={"path": "project.json"}).status_code == 404
    assert page.ask("GET", "/api/sprites/robot/happy?size=64").mimetype == "image/jpeg"
    assert page.ask("GET", "/api/sprites/robot/../x").status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("name", ["", "my hand", "2fast", "class", "../x", "robot", "机器人", "a" * 41])
def test_a_name_that_python_cannot_have_is_said(page, project, name):
    answer = save(page, project, name, encode(draw()))
    assert answer.status_code == 422 and answer.json["text"]["zh"]


@pytest.mark.slow
def test_what_is_no_picture_is_not_kept(page, project):
    assert save(page, project, "a", b"GIF89a").status_code == 415
    assert save(page, project, "a", encode(draw(4000))).status_code == 413
    assert save(page, project, "a", b"x", "text/plain").status_code == 415


def test_a_copy_of_the_project_has_its_sprites(page, project):
    save(page, project, "monster", encode(draw()))
    page.ask("PUT", f"/api/projects/{project}/panel", json={"places": [{"form": "slider", "name": "speed"}]})
    copied = page.ask("POST", f"/api/projects/{project}/duplicate", json={"title": "two"}).json["id"]
    assert page.get(f"/api/projects/{copied}/sprites")[0]["path"] == "stage/monster.png"
    assert page.get(f"/api/projects/{copied}/panel") == [{"form": "slider", "name": "speed", "wide": False}]


def test_a_sprite_that_was_made_has_its_transparency(page, project, tmp_path):
    save(page, project, "monster", encode(draw()))
    (file,) = tmp_path.rglob("monster.png")
    pixels = load_picture(file).pixels
    assert pixels[0, 0, 3] == 0 and tuple(pixels[20, 20]) == (255, 0, 0, 255)


@pytest.mark.slow
@pytest.mark.parametrize(
    "places", [None, {}, [3], [{"form": "wheel", "name": "a"}], [{"form": "slider", "name": 3}], [{}] * 101]
)
def test_an_arrangement_that_is_none_is_refused(page, project, places):
    assert page.ask("PUT", f"/api/projects/{project}/panel", json={"places": places}).status_code == 400
    assert page.get(f"/api/projects/{project}/panel") == []


@pytest.mark.process
def test_a_thing_is_cut_out_of_a_photo(page, project):
    photo = np.full((120, 160, 3), (200, 210, 205), np.uint8)
    photo += np.random.default_rng(0).integers(0, 6, photo.shape, np.uint8)
    cv2.circle(photo, (80, 60), 30, (40, 60, 200), -1)
    address = f"/api/projects/{project}/sprites/cut-out"

    def ask(taps: str = ""):
        answer = page.ask("POST", f"{address}?taps={taps}", data=encode(photo), content_type="image/png")
        assert answer.status_code == 200, answer.json
        mask = np.zeros(120 * 160, bool)
        ends = np.cumsum(answer.json["counts"])
        for number in range(1, len(ends), 2):
            mask[ends[number - 1] : ends[number]] = True
        return answer.json, mask.reshape(120, 160)

    inside = np.hypot(*(np.mgrid[:120, :160] - np.array([60, 80]).reshape(2, 1, 1))) < 30
    for taps, how in (("", "middle"), ("80,60,1", "taps")):
        said, mask = ask(taps)
        assert said["found"] and said["how"] == how and said["faces"] == 0
        assert (mask & inside).sum() / (mask | inside).sum() > 0.9
    wrong = page.ask("POST", f"{address}?taps=a,b", data=encode(photo), content_type="image/png")
    assert wrong.status_code == 400
    nothing = page.ask("POST", address, data=b"no picture", content_type="image/png")
    assert nothing.status_code == 422

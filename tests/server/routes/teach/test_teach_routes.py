"""The routes of the page that teaches by sentences and texts, and the blocks of each kind."""

from contextlib import closing

import cv2
import numpy as np
import pytest

from sunmao.data.dataset import Dataset
from sunmao.language import TextClassification
from sunmao.vision import PointsClassification
from tests.support.app_client import Page
from tests.support.point_tables import make_point_tables

SAD, GLAD = (
    ["我的小狗走丢了", "今天真难过", "下雨了，不能出去玩", "考试没考好", "没人和我玩"],
    ["今天真开心", "我得了第一名", "我们去公园玩啦", "妈妈给我买了蛋糕", "小狗回来了"],
)


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.fixture
def project(page):
    return page.make()


def post(page, project, rest, **data):
    return page.ask("POST", f"/api/projects/{project}/{rest}", json=data)


@pytest.fixture
def moods(page, project):
    """A data set of sentences; returns how it is changed."""
    made = post(page, project, "sentences", name="心情", classes=["难过", "开心"])
    assert made.status_code == 201 and made.json == {"name": "心情", "path": "data/心情"}
    return lambda **data: post(page, project, "datasets/心情/sentences", **data)


def read(answer, part="train"):
    return {
        each["name"]: [row["text"] for row in each["sentences"] if row["split"] == part]
        for each in answer.json["classes"]
    }


@pytest.mark.process
def test_sentences_are_kept_in_a_table_that_programs_read(page, project, moods):
    moods(do="add", label="开心", texts=GLAD)
    answer = moods(do="add", label="难过", texts=[*SAD, " ", SAD[0] + "！", "长" * 1001])
    assert answer.json["kept"] == 5 and answer.json["left"] == 2
    assert [each["why"]["en"][:8] for each in answer.json["left_out"]] == ["It is in", "Too long"]
    assert read(answer) == {"难过": SAD, "开心": GLAD}
    tested = moods(do="add", label="开心", texts=["晚饭有我爱吃的鱼"], split="test")
    assert read(tested, "test") == {"难过": [], "开心": ["晚饭有我爱吃的鱼"]}
    dataset = Dataset(page.studio.projects.get(project).folder / "data/心情")
    assert [item.content for item in dataset.items("test")] == ["晚饭有我爱吃的鱼"] and len(dataset.items()) == 11
    [row] = [each for each in page.get(f"/api/projects/{project}/datasets") if not each["builtin"]]
    assert (row["samples"], row["task"], row["pictures"], row["problem"]) == ("sentence", None, 11, None)
    assert {each["name"]: each["count"] for each in row["classes"]} == {"难过": 5, "开心": 6}


def test_a_set_without_a_test_keeps_all_of_its_sentences_to_learn_from(page, project, moods):
    moods(do="add", label="开心", texts=GLAD)
    moods(do="add", label="难过", texts=SAD)
    dataset = Dataset(page.studio.projects.get(project).folder / "data/心情")
    assert {item.split for item in dataset.items()} == {"train", "val"}


def test_sentences_and_classes_are_changed_and_brought_back(moods):
    moods(do="add", label="开心", texts=GLAD)
    removed = moods(do="remove", row=2, text=GLAD[0]).json["removed"]
    assert moods(do="remove", row=2, text=GLAD[0]).status_code == 409
    assert read(moods(do="restore", removed=removed))["开心"] == [*GLAD[1:], GLAD[0]]
    changed = moods(do="change", row=2, text=GLAD[1], to="我得了第二名", label="难过")
    assert read(changed)["难过"] == ["我得了第二名"]
    assert moods(do="change", row=2, text="我得了第二名", to=" ", label="难过").status_code == 422
    assert moods(do="add_class", label="平静").json["classes"][-1] == {"name": "平静", "sentences": []}
    assert moods(do="add_class", label="平静").status_code == 409
    assert "高兴" in read(moods(do="rename_class", label="开心", to="高兴"))
    gone = moods(do="remove_class", label="高兴").json
    assert "高兴" not in read(moods(do="add", label="平静", texts=["坐着看书"]))
    assert len(read(moods(do="restore", removed=gone["removed"]))["高兴"]) == 4
    assert read(moods(do="empty_class", label="高兴"))["高兴"] == []


def test_the_same_sentence_in_two_classes_is_named(moods):
    moods(do="add", label="开心", texts=["好吧"])
    assert moods(do="add", label="难过", texts=["好吧。"]).json["torn"] == ["好吧", "好吧。"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"do": "sing"}, 400),
        ({"do": "add", "label": "无", "texts": ["a"]}, 404),
        ({"do": "add", "label": "开心", "texts": [1]}, 400),
        ({"do": "add", "label": "开心", "texts": ["a"], "split": "val"}, 400),
        ({"do": "remove", "row": 9, "text": "a"}, 409),
        ({"do": "rename_class", "label": "开心", "to": "难过"}, 409),
        ({"do": "rename_class", "label": "开心", "to": ""}, 422),
        ({"do": "restore", "removed": {"classes": [], "rows": [1]}}, 400),
        ({"do": "add", "label": "开心", "texts": [f"{n}{'字' * 900}" for n in range(400)]}, 413),
    ],
)
def test_what_cannot_be_done_is_refused(moods, asked, status):
    assert moods(**asked).status_code == status


def test_another_form_becomes_a_table_at_its_first_change(page, project):
    folder = page.studio.projects.get(project).folder / "data/feelings"
    folder.mkdir(parents=True)
    (folder / "glad.txt").write_text("what a day\nI won a prize\nwe sing and dance\n")
    (folder / "sad.txt").write_text("my dog ran away\nnobody plays with me\nit rains again\n")
    shown = page.ask("GET", f"/api/projects/{project}/datasets/feelings/sentences")
    assert read(shown)["glad"] == ["what a day", "I won a prize", "we sing and dance"]
    rows = next(each["sentences"] for each in shown.json["classes"] if each["name"] == "glad")
    post(page, project, "datasets/feelings/sentences", do="remove", row=rows[0]["row"], text=rows[0]["text"])
    assert sorted(path.name for path in folder.iterdir()) == [".came-as", "classes.txt", "sentences.csv"]
    assert len(Dataset(folder).items()) == 5


def test_a_set_of_pictures_has_no_sentences(page, project):
    folder = page.studio.projects.get(project).folder / "data/pets/cat"
    folder.mkdir(parents=True)
    (folder / "1.txt").write_text("no")
    assert page.ask("GET", f"/api/projects/{project}/datasets/pets/sentences").status_code in (409, 422)


@pytest.mark.long
@pytest.mark.training
def test_a_text_model_is_asked_and_tested(page, project, moods, monkeypatch):
    moods(do="add", label="开心", texts=GLAD)
    moods(do="add", label="难过", texts=SAD)
    moods(do="add", label="开心", texts=["老师夸我了"], split="test")
    folder = page.studio.projects.get(project).folder
    monkeypatch.chdir(folder)
    model = TextClassification()
    model.load_dataset(path="data/心情")
    model.train(save_fold="models/心情", random_seed=1)
    (row,) = page.ask("GET", f"/api/projects/{project}/taught").json
    assert row["task"] == "text_classification" and row["data"]["path"] == "data/心情"
    answer = post(page, project, "taught/ask", model=row["path"], text="老师夸我了").json
    assert {each["label"] for each in answer["scores"]} == {"难过", "开心"}
    assert [each["word"] for each in answer["words"]] == ["老师", "夸", "我", "了"]
    assert [each["seen"] for each in answer["words"]][:2] == [False, False]
    assert post(page, project, "taught/ask", model=row["path"], text="").status_code == 422
    assert post(page, project, "taught/ask", model="data/x.npz", text="a").status_code == 404
    assert_tests_are_kept(page, project, row["path"], moods)


def assert_tests_are_kept(page, project, model, moods):
    """A test that finds what the last one found is that one; another stands beside it, with the sentences."""

    def test() -> dict:
        return post(page, project, "taught/test", model=model, set="心情").json["evaluation"]

    assert test()["total"] == test()["total"] == 1
    moods(do="add", label="难过", texts=["我的气球飞走了"], split="test")
    assert test()["total"] == 2
    (run,) = page.get(f"/api/projects/{project}/runs")
    assert [(each["split"], each["total"], each["model"]) for each in run["marks"]] == [
        ("test", 1, model),
        ("test", 2, model),
    ]
    marks = page.get(f"/api/projects/{project}/runs/{run['id']}/learning")["marks"]
    assert {each["text"] for each in marks[1]["pictures"]} == {"老师夸我了", "我的气球飞走了"}
    assert all(each["digest"] for each in marks[1]["pictures"])


@pytest.mark.process
def test_texts_are_kept_and_gone_on_with(page, project):
    address = f"/api/projects/{project}/texts"
    kept = page.ask("POST", address, json={"text": "the cat sat on the mat. the cat slept.", "name": "My text"})
    path = kept.json["path"]
    assert kept.status_code == 201 and path.startswith("data/") and page.ask("GET", address).json == [kept.json]
    for asked, status in (
        ({"text": " ", "name": "a"}, 422),
        ({"text": "a" * (2**20 + 1), "name": "a"}, 413),
        ({"sample": "no"}, 400),
        ({"text": "a", "path": "../x.txt"}, 404),
    ):
        assert page.ask("POST", address, json=asked).status_code == status
    asked = {"paths": [path], "order": 1, "words": ["the"], "count": 1, "temperature": 0, "why": 1}
    assert post(page, project, "next-word", **{**asked, "why": None}).json["words"] == ["the", "cat"]
    answer = post(page, project, "next-word", **{**asked, "words": ["the", "cat"], "count": 0}).json
    assert answer["why"]["counts"] == [["cat", 2], ["mat", 1]] and answer["copied"] == 2
    assert [each["chosen"] for each in answer["why"]["places"]] == [True, True, False]
    assert kept.json["text"][answer["why"]["places"][0]["before"] :].startswith("the cat")
    for wrong in ({"order": 4}, {"count": -1}, {"temperature": "1"}, {"why": 7}, {"paths": []}):
        assert post(page, project, "next-word", **{**asked, **wrong}).status_code == 400
    assert page.ask("POST", address, json={"sample": "fables_en", "name": "b"}).json["text"].startswith("The fox")
    assert len(page.ask("DELETE", address, json={"path": path}).json) == 1


def test_the_blocks_of_a_kind_are_kept(page, project):
    address = f"/api/projects/{project}/kinds/text"
    assert page.ask("GET", address).json == {"workspace": None}
    workspace = {"blocks": {"languageVersion": 0, "blocks": []}, "variables": []}
    assert page.ask("PUT", address, json={"workspace": workspace}).status_code == 200
    assert page.ask("GET", address).json == {"workspace": workspace}
    assert page.ask("GET", f"/api/projects/{project}/kinds/songs").status_code == 404


@pytest.fixture
def signs(page, project):
    """A data set of points; returns its folder and how its classes are changed."""
    made = post(page, project, "points", name="手势", classes=["石头", "布"], what="hand")
    assert made.status_code == 201 and made.json["path"] == "data/手势"
    folder = page.studio.projects.get(project).folder / "data/手势"
    return folder, lambda **data: post(page, project, "datasets/手势/point-classes", what="hand", **data)


def list_points(page, project):
    rows = page.ask("GET", f"/api/projects/{project}/datasets/手势/points?newest=3").json
    return {row["name"]: (row["count"], row["tests"], len(row["newest"])) for row in rows}


def test_points_are_listed_and_their_classes_changed(page, project, signs):
    folder, change = signs
    assert list_points(page, project) == {"石头": (0, 0, 0), "布": (0, 0, 0)}
    make_point_tables(folder, labels=("石头", "布"), count=4)
    shown = page.ask("GET", f"/api/projects/{project}/datasets/手势/points?newest=3").json
    assert [len(each["points"]) for each in shown[0]["newest"]] == [21, 21, 21] and shown[0]["newest"][0]["row"] == 5
    assert [each["name"] for each in change(do="add", label="剪刀").json["classes"]] == ["石头", "布", "剪刀"]
    assert change(do="add", label="剪刀").status_code == 409 and change(do="add", label="").status_code == 422
    assert [each["name"] for each in change(do="rename", label="石头", to="拳头").json["classes"]][0] == "拳头"
    assert change(do="rename", label="石头", to="a").status_code == 404
    emptied = change(do="empty", label="拳头").json
    assert emptied["classes"][0]["count"] == 0
    assert change(do="restore", removed=emptied["removed"]).json["classes"][0]["count"] == 4
    removed = change(do="remove", label="布").json["removed"]
    assert list_points(page, project) == {"拳头": (4, 0, 3), "剪刀": (0, 0, 0)}
    change(do="restore", removed=removed)
    assert list_points(page, project)["布"] == (4, 0, 3)
    assert change(do="restore", removed="../x").status_code == 404 and change(do="sing").status_code == 400


@pytest.mark.slow
def test_a_table_that_a_spreadsheet_saved_stays_as_it_wrote_it(page, project, signs):
    folder, change = signs
    make_point_tables(folder, labels=("石头", "布"), count=4)
    table = folder / "石头.csv"
    table.write_text("\ufeff" + table.read_text().replace(",", ";").replace("\n", "\r\n"), newline="")
    (tile, *_) = page.get(f"/api/projects/{project}/datasets/手势/point-samples?label=石头")["samples"]
    gone = change(do="remove_sample", **{name: tile[name] for name in ("label", "row", "points")}).json
    assert gone["classes"][0]["count"] == 3 and table.read_text().startswith("what;")


def test_one_sample_is_taken_away_brought_back_and_drawn(page, project, signs):
    folder, change = signs
    make_point_tables(folder, labels=("石头", "布"), count=4)
    tables = (folder / "石头.csv").read_bytes()
    tile = page.ask("GET", f"/api/projects/{project}/datasets/手势/points?newest=3").json[0]["newest"][1]
    other = [[x + 1, y] for x, y in tile["points"]]
    assert change(do="remove_sample", label="石头", row=tile["row"], points=other).status_code == 409
    gone = change(do="remove_sample", label="石头", **tile).json
    assert gone["classes"][0]["count"] == 3 and tile["points"] not in [
        each["points"] for each in gone["classes"][0]["newest"]
    ]
    assert change(do="restore", removed=gone["removed"]).json["classes"][0]["count"] == 4
    assert (folder / "石头.csv").read_bytes() == tables
    assert change(do="restore", removed=gone["removed"]).status_code == 404
    listed = page.get(f"/api/projects/{project}/datasets/手势/point-samples?label=石头&offset=1&limit=2")
    assert listed["what"] == "hand" and listed["total"] == 4 and listed["samples"][0]["points"] == tile["points"]
    assert [(each["label"], each["row"], each["split"]) for each in listed["samples"]] == [
        ("石头", 4, "train"),
        ("石头", 3, "train"),
    ]
    assert page.get(f"/api/projects/{project}/datasets/手势/point-samples")["total"] == 8
    address = f"/api/projects/{project}/files/data/手势/石头.csv"
    drawn = page.ask("GET", f"{address}/{tile['row']}?size=160")
    picture = cv2.imdecode(np.frombuffer(drawn.data, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert drawn.mimetype == "image/jpeg" and picture.shape == (160, 160) and (picture < 80).mean() > 0.01
    assert page.ask("GET", f"{address}/{tile['row']}").mimetype == "image/png"
    for odd in ("1", "99", "0"):
        assert page.ask("GET", f"{address}/{odd}?size=160").status_code == 404


@pytest.mark.process
def test_a_frame_without_a_hand_is_refused_and_kept_nowhere(page, project, signs):
    folder, change = signs
    picture = cv2.imencode(".jpg", np.indices((120, 160)).sum(0).astype(np.uint8))[1].tobytes()
    before = sorted(path.name for path in folder.rglob("*"))

    def find(**query):
        address = f"/api/projects/{project}/datasets/手势/points"
        return page.ask("POST", address, query_string=query, data=picture, content_type="image/jpeg")

    answer = find(what="hand", label="石头").json
    assert not answer["seen"] and answer["path"] is None and "手" in answer["why"]["zh"]
    assert find(what="foot", label="石头").status_code == 400
    assert sorted(path.name for path in folder.rglob("*")) == before
    assert change(do="empty_test", label="石头").json["classes"][0]["tests"] == 0


@pytest.mark.long
@pytest.mark.training
def test_a_posture_model_answers_with_its_points(page, project, signs, monkeypatch):
    folder, _ = signs
    make_point_tables(folder, labels=("石头", "布"), count=8)
    monkeypatch.chdir(page.studio.projects.get(project).folder)
    model = PointsClassification(what="hand")
    model.load_dataset(path="data/手势")
    model.train(save_fold="models/手势", random_seed=1)
    (row,) = page.ask("GET", f"/api/projects/{project}/taught").json
    gray = cv2.imencode(".jpg", np.full((120, 160), 128, np.uint8))[1].tobytes()
    address = f"/api/projects/{project}/try"
    answer = page.ask("POST", address, query_string={"model": row["path"]}, data=gray, content_type="image/jpeg").json
    assert answer["seen"] is False and answer["points"] == answer["others"] == []
    assert post(page, project, "taught/test", model=row["path"], set="手势").json["evaluation"]["total"] > 0

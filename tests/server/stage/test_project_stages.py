"""The messages that pages get of a program's stage, with real programs and without."""

import base64

import pytest

from sunmao.protocol.frames import decode_frame
from sunmao.protocol.stage_messages import StageCostume, StageInput, StageScene, StageSprite
from sunmao.server.stage.project_stages import PageKnowledge, ProjectStage
from sunmao.server.stage.stage_topic import read_input
from tests.support.limits import poll_until
from tests.support.observed_run import studio  # noqa: F401 - a fixture

SPRITE = StageSprite(1, "robot", "robot/calm", 120, 120, 1, 2, 90, 100)


def take_all(stage, known):
    frames = []
    while (frame := stage.find_news(known)) is not None:
        frames.append(decode_frame(frame))
    return frames


def test_a_page_gets_costumes_once_and_the_newest_scene_only():
    stage, known = ProjectStage(), PageKnowledge()
    stage.begin(lambda said: None)
    stage.take(StageCostume("robot/calm", base64.b64encode(b"png").decode()))
    stage.take(StageScene([SPRITE], backdrop=1, image=base64.b64encode(b"old").decode()))
    stage.take(StageScene([SPRITE], backdrop=2, image=base64.b64encode(b"new").decode()))
    begin, costume, scene = take_all(stage, known)
    assert begin[0] == {"begin": True} and costume == ({"costume": "robot/calm"}, b"png")
    assert scene[0]["scene"]["backdrop"] == 2 and scene[1] == b"new" and "image" not in scene[0]["scene"]
    stage.take(StageScene([SPRITE], backdrop=2))
    [(_, picture)] = take_all(stage, known)
    assert picture == b""  # it has it
    later = take_all(stage, PageKnowledge())
    assert [picture for _, picture in later] == [b"", b"png", b"new"]
    stage.begin(lambda said: None)
    assert take_all(stage, known) == [({"begin": True}, b"")]


@pytest.mark.parametrize(
    "message",
    [b"x", {}, {"do": "fly", "name": "1"}, {"do": "click", "name": 1}, {"do": "key", "name": "a" * 300}]
    + [{"do": "slide", "name": "a", "value": value} for value in (True, "3", float("inf"), None)],
)
def test_what_is_no_happening_is_not_heard(message):
    assert read_input(message) is None


PROGRAM = """
from sunmao import listen
from sunmao.stage import Gauge, PanelButton, Slider, Sprite, key

robot = Sprite('robot')
play = PanelButton('Play')
speed = Slider('speed', 0, 10)

@robot.when_clicked
def robot_clicked():
    print('clicked')
    robot.move(10)

@play.when_pressed
def play_pressed():
    print('speed', speed.value)

@key('left').when_pressed
def on_key():
    raise SystemExit

listen()
"""


@pytest.mark.process
def test_a_program_and_its_page_hear_each_other(studio):
    told = studio.run(PROGRAM)
    stage, known, seen = studio.runs.stages.find(told.project), PageKnowledge(), []

    def look():
        seen.extend(take_all(stage, known))
        return [frame["scene"] for frame, _ in seen if "scene" in frame]

    poll_until(lambda: len((look() or [{"controls": []}])[-1]["controls"]) == 2, "the panel")
    for do, name, value in (("click", "1", 0), ("slide", "speed", 4), ("press", "Play", 0)):
        stage.tell(StageInput(do, name, value))
    told.says("clicked\nspeed 4.0")
    poll_until(lambda: look()[-1]["sprites"][0]["x"] == 10, "a step")
    stage.tell(StageInput("key", "left"))
    told.ends()
    assert told.summary["state"] == "finished" and {frame.get("costume") for frame, _ in seen} >= {"robot/calm"}
    assert not told.kind("stage") and not told.kind("costume")  # none of it in the log


@pytest.mark.process
def test_a_flood_of_commands_holds_nothing_up(studio):
    told = studio.run(
        "from sunmao.stage import Sprite\nfrom time import perf_counter\nrobot = Sprite('cat')\n"
        "for n in range(50_000):\n    robot.move_to(x=n % 200, y=0)\nprint('done', robot.x)\n"
    ).ends()
    assert told.text() == "done 199.0\n"
    [*_, (last, _)] = take_all(studio.runs.stages.find(told.project), PageKnowledge())
    assert last["scene"]["sprites"][0]["x"] == 199  # the last one is never dropped

"""Programs of textbooks that use OpenCV itself: under `sunmao run --camera` they see that source, and show in `output/`
without a screen.
"""

import os
import subprocess
import sys

import pytest

from tests.support.limits import HANG_TIMEOUT
from tests.support.photographs import write_film

pytestmark = pytest.mark.process

LESSON = """
import cv2

cap = cv2.VideoCapture(0)
cap.set(cv2.CAP_PROP_FRAME_WIDTH, 640)
print(cap.isOpened(), int(cap.get(cv2.CAP_PROP_FRAME_WIDTH)), int(cap.get(cv2.CAP_PROP_FRAME_HEIGHT)), cap.get(cv2.CAP_PROP_FPS) > 20)
cv2.namedWindow('camera', cv2.WINDOW_NORMAL)
seen = 0
while True:
    ret, frame = cap.read()
    if not ret:
        break
    seen += 1
    gray = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
    cv2.imshow('camera', frame)
    cv2.imshow('gray/黑白', gray)
    if cv2.waitKey(1) & 0xFF == ord('q') or seen == 10 or cv2.getWindowProperty('camera', cv2.WND_PROP_VISIBLE) < 1:
        break
cap.release()
cv2.destroyAllWindows()
print(seen, frame.shape, cap.isOpened())
"""
OTHERS = """
import cv2
from sunmao.cameras import Camera
with Camera(source=0) as camera:
    print(camera.read().shape)
for number in (0, 1, 0 + cv2.CAP_DSHOW):
    with cv2.VideoCapture(number) as cap:
        print(cap.grab(), cap.retrieve()[1].shape, cap.read()[0])
cap = cv2.VideoCapture()
print(cap.isOpened(), cap.open(0), cap.isOpened(), cap.getBackendName())
film = cv2.VideoCapture('film.mp4')
print(film.isOpened(), film.getBackendName(), film.read()[1].shape, type(film).__module__)
print(cv2.VideoCapture('none.mp4').isOpened())
"""


COMMAND = ("sunmao.server", "run")


def run(folder, program: str, *camera, by: tuple = ("sunmao.compat",), status: int = 0) -> tuple[list[str], str]:
    """The lines that a program printed, and its errors. by: `sunmao run`, or at once what that starts."""
    (folder / "lesson.py").write_text(program, encoding="utf-8")
    environment = {**os.environ, "SUNMAO_LANG": "en", "SUNMAO_SCREEN": "0", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-P", "-m", *by, *map(str, camera), "lesson.py"],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=HANG_TIMEOUT,
    )
    assert done.returncode == status, done.stderr
    return done.stdout.splitlines(), done.stderr


def test_a_lesson_sees_a_film(tmp_path):
    import cv2

    said, wrong = run(tmp_path, LESSON, "--camera", write_film(tmp_path / "film.mjpeg"), by=COMMAND)
    assert said[0] == "True 320 240 True" and said[-1] == "10 (240, 320, 3) False"
    assert set(said[1:-1]) == {"camera  output/camera.jpg", "gray/黑白  output/gray_黑白.jpg"} and wrong == ""
    assert cv2.imread(str(tmp_path / "output" / "camera.jpg")).shape == (240, 320, 3)


def test_a_film_ends_as_one_does_in_opencv(tmp_path):
    from tests.sunmao.cameras.test_camera import film

    film(tmp_path / "短.mp4", pictures=5)
    said, _ = run(tmp_path, LESSON.replace("print(seen, frame.shape", "print(seen, frame"), "--camera", "短.mp4")
    assert said[-1].endswith(" None False") and 1 <= int(said[-1].split()[0]) <= 5


def test_other_ways_to_open_a_camera(tmp_path):
    from tests.sunmao.cameras.test_camera import film

    film(tmp_path / "film.mp4")
    said, _ = run(tmp_path, OTHERS, "--camera", "simulated")
    assert said == [
        "(480, 640, 3)",
        *["True (480, 640, 3) True"] * 3,
        "False True True SUNMAO",
        "True FFMPEG (48, 64, 3) cv2",
        "False",
    ]


def test_without_the_word_nothing_changes(tmp_path):
    said, _ = run(
        tmp_path, "import cv2\nprint(cv2.VideoCapture.__module__, cv2.imread('none.png'), cv2.imshow.__module__)"
    )
    assert said == ["cv2 None sunmao.compat.opencv_windows"]
    (tmp_path / "lesson.py").write_text("import cv2\nprint(type(cv2.imshow).__name__)")
    plain = subprocess.run([sys.executable, "lesson.py"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert plain.stdout == "builtin_function_or_method\n"


def test_a_cv2_of_the_childs_own_stays_as_it_is(tmp_path):
    (tmp_path / "cv2.py").write_text("def imshow(name, picture):\n    print('mine', name)\n", encoding="utf-8")
    assert run(tmp_path, "import cv2\ncv2.imshow('a', None)")[0] == ["mine a"]


def test_nothing_to_show_is_said(tmp_path):
    _, wrong = run(tmp_path, "import cv2\ncv2.imshow('a', None)", status=1)
    assert wrong.startswith("There is no picture here") and wrong.count("lesson.py") == 1


def test_a_source_that_is_not_there(tmp_path):
    _, wrong = run(tmp_path, "print('never')", "--camera", "none.mp4", by=COMMAND, status=2)
    assert wrong == "Cannot open none.mp4: it is not there\n"

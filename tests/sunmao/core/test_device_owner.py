"""The program that has a device open, by the system's own files."""

import os
import subprocess
import sys

import psutil
import pytest

from sunmao.core.device_owner import (
    find_owner,
    find_running,
    get_group,
    get_join_group_command,
    get_program_name,
)
from tests.support.processes import is_running

HOLD = "import sys\nfile = open(sys.argv[1])\nprint('open', flush=True)\nsys.stdin.read()"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
class TestOwner:
    def test_nobody_and_then_this_process(self, tmp_path):
        path = tmp_path / "device"
        path.touch()
        assert find_owner(str(path)) is None
        with path.open():
            assert find_owner(str(path)) == os.getpid()
            link = tmp_path / "link"
            link.symlink_to(path)
            assert find_owner(str(link)) == os.getpid()

    def test_what_is_not_there(self, tmp_path):
        assert find_owner(str(tmp_path / "none")) is None

    def test_a_device_by_another_name(self, tmp_path):
        control, other = os.openpty()
        name = os.ttyname(other)
        (tmp_path / "port").symlink_to(name)
        assert find_owner(str(tmp_path / "port")) == os.getpid()
        os.close(control)
        os.close(other)

    @pytest.mark.process
    def test_another_process_comes_first(self, tmp_path):
        path = tmp_path / "device"
        path.touch()
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with path.open(), subprocess.Popen([sys.executable, "-S", "-c", HOLD, path], **pipes) as other:
            other.stdout.readline()
            assert find_owner(str(path)) == other.pid
            other.communicate()
        assert not is_running(other.pid)


def test_people_have_a_name_for_a_program():
    own = psutil.Process().name()
    assert get_program_name(os.getpid(), {own: "Mu"}.get) != "" and find_running(lambda name: "") == []
    assert get_program_name(os.getpid(), lambda name: "Mu" if name == own else "") == "Mu"
    assert find_running(lambda name: "Mu" if name == own else "") == ["Mu"]


@pytest.mark.process
def test_a_script_is_named_with_its_python(tmp_path):
    script = tmp_path / "robot.py"
    script.write_text("print('begun', flush=True)\ninput()")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-S", script], **pipes) as other:
        other.stdout.readline()
        assert get_program_name(other.pid, lambda name: "").endswith(" (robot.py)")
        assert get_program_name(other.pid, lambda name: "Robot" if name == "robot.py" else "") == "Robot"
        other.communicate(b"\n")
    assert get_program_name(other.pid, lambda name: "") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="groups of Unix")
def test_the_group_of_a_file(tmp_path):
    import grp

    assert get_group(str(tmp_path)) == grp.getgrgid(tmp_path.stat().st_gid).gr_name
    assert get_group(str(tmp_path / "none")) == ""


def test_the_command_cannot_become_another_one():
    assert get_join_group_command("dialout") == 'sudo usermod -aG dialout "$USER"'
    assert get_join_group_command("a; rm b") == "sudo usermod -aG 'a; rm b' \"$USER\""

"""The descriptions of networks that the page gets before anybody trains one."""

import subprocess
import sys

import pytest

from sunmao.models import MODELS
from tests.support.app_client import Page


def test_every_network_says_what_it_costs(tmp_path):
    said = Page(tmp_path).get("/api/networks")
    rows = {row["name"]: row for row in said["networks"]}
    assert said["memory"] > 0 and rows.keys() == MODELS.keys()
    assert rows["EfficientNet-Lite0"]["learned"] and rows["EfficientNet-Lite0"]["quick"]["seconds"] > 0
    assert rows["ResNet18"]["quick"] is None and not rows["ResNet18"]["learned"] and rows["LeNet"]["small"]
    assert all(row["memory"] > 0 and row["advice"].keys() == {"zh", "en"} for row in rows.values())


@pytest.mark.process
def test_saying_so_imports_no_engine():
    code = "import sys; from sunmao.server.models.networks import list_networks; list_networks(); sys.exit('torch' in sys.modules or 'cv2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

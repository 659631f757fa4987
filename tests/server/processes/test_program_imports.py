"""The programs that wait for the engine."""

import pytest

from sunmao.server.processes.program_imports import list_imports, needs_engine


@pytest.mark.parametrize(
    ("python", "needed"),
    [
        ("from sunmao.vision import Classification", True),
        ("import torch", True),
        ("from sklearn.cluster import KMeans", True),
        ("  import torchvision.models", True),
        ("from MMEdu import MMClassification as cls", True),
        ("from BaseML import Classification", True),
        ("from BaseNN import nn", True),
        ("from XEdu.hub import Workflow", False),
        ("from sunmao.deploy import Workflow\nimport cv2", False),
        ("print('import torch')", False),
    ],
)
def test_which_programs_wait(python, needed):
    assert needs_engine(list_imports(python)) is needed

"""The marks of tests of benchmarks by what they need, so that a run can leave it out."""

MARKS = {
    "browser": "opens a page in a real browser",
    "training": "trains with torch",
    "process": "starts a studio or programs",
}


def pytest_configure(config):
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")

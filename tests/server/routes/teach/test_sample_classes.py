"""Classes of points, sounds and movements are listed and changed by the same routes."""

from contextlib import closing

import pytest

from tests.support.app_client import Page

# Of each kind: how a data set of it begins, where its classes and samples are listed, and where they are changed.
KINDS = {
    "points": ({"what": "hand"}, "points", "point-samples", "point-classes"),
    "sounds": ({}, "sounds", "sound-samples", "sound-classes"),
    "motions": ({}, "motions", "motion-takes", "motion-classes"),
}


@pytest.fixture(params=KINDS)
def dataset(request, tmp_path):
    """A data set of two empty classes; returns how to ask for what lies below it, and what its kind is called there."""
    begun, *addresses = KINDS[request.param]
    with closing(Page(tmp_path)) as page:
        project = page.make()
        made = {"name": "Mine", "classes": ["one", "two"], **begun}
        assert page.ask("POST", f"/api/projects/{project}/{addresses[0]}", json=made).status_code == 201

        def ask(method: str, address: str, **more):
            return page.ask(method, f"/api/projects/{project}/datasets/Mine/{address}", **more)

        yield ask, addresses, begun


@pytest.mark.slow
def test_a_class_is_added_renamed_removed_and_brought_back(dataset):
    ask, (shown, _, changed), given = dataset

    def change(**data):
        answer = ask("POST", changed, json={**data, **given})
        assert answer.status_code == 200, answer.json
        return answer.json

    def names() -> list[str]:
        return [each["name"] for each in ask("GET", f"{shown}?newest=99").json]

    assert change(do="add", label="three")["removed"] is None and names() == ["one", "two", "three"]
    change(do="rename", label="two", to="second")
    assert names() == ["one", "second", "three"]
    removed = change(do="remove", label="three")["removed"]
    assert names() == ["one", "second"]
    assert [each["name"] for each in change(do="restore", removed=removed)["classes"]] == ["one", "second", "three"]
    assert change(do="empty_test", label="one")["removed"] is None


@pytest.mark.slow
def test_an_unknown_change_and_an_unknown_class_are_refused(dataset):
    ask, (_, listed, changed), given = dataset
    assert ask("POST", changed, json={"do": "sing", "label": "one"}).status_code == 400
    assert ask("POST", changed, json={"label": "one"}).status_code == 400
    assert ask("POST", changed, json={"do": "remove", "label": "none", **given}).status_code == 404
    samples = ask("GET", f"{listed}?label=one&limit=9999").json
    assert samples["total"] == 0

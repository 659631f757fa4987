"""Errors over HTTP: one shape, in both languages."""

from sunmao.errors import BadValue
from sunmao.server.errors import HttpProblem, LocalizedProblem, localize_problem, make_body, make_page, make_problem

SENTENCE = {"zh": "坏了", "en": "It broke."}


def test_a_problem_has_its_sentence():
    problem = HttpProblem(400, "bad_value", name="seen", more={"a": 1})
    assert problem.status == 400 and problem.more == {"a": 1, "parameter": "seen"}
    assert str(problem) == problem.text["en"] != problem.text["zh"]
    assert HttpProblem(415, "needs_json").more == {}


def test_what_is_given_is_not_changed():
    more = {"a": 1}
    HttpProblem(400, "bad_value", name="seen", more=more)
    assert more == {"a": 1}


def test_an_error_of_the_library():
    error = BadValue("bad_share", argument="n", value="2")
    problem = make_problem(422, error)
    assert (
        problem.status == 422
        and problem.text == {"zh": error.text("zh"), "en": error.text("en")}
        and problem.more == {}
    )


def test_paths_of_a_project_are_left_out(tmp_path):
    sentence = {lang: f"{tmp_path.as_posix()}/data/a.png: {words}" for lang, words in SENTENCE.items()}
    problem = localize_problem(sentence, tmp_path, {"a": 1})
    assert problem.text == {"zh": "data/a.png: 坏了", "en": "data/a.png: It broke."}
    assert (problem.status, problem.more, str(problem)) == (422, {"a": 1}, "data/a.png: It broke.")


def test_what_is_sent():
    assert make_body(404, SENTENCE, a=1) == {
        "ok": False,
        "error": "It broke.",
        "errors": ["It broke."],
        "status": 404,
        "text": SENTENCE,
        "a": 1,
    }
    page = make_page(SENTENCE)
    assert page.startswith("<!doctype html>") and "<h1>坏了</h1><h1 lang='en'>It broke.</h1>" in page
    assert isinstance(LocalizedProblem(400, SENTENCE), HttpProblem)

"""Answers that are given again without asking: while the program up to its training is the same."""

import json

import pytest

pytestmark = pytest.mark.process  # a Node for each

BEGIN = """import { UsualAnswers } from './state/usual_answers';
const kept = new Map<string, string>();
Object.assign(globalThis, { localStorage: {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, text: string) => void kept.set(key, text),
  removeItem: (key: string) => void kept.delete(key),
} });
const ask = (en: string, usual = 'use') => ({ kind: 'ask', id: 1, question: en, form: 'choice', options: ['use', 'again'], text: { zh: en, en }, usual, seq: 1, t: 0 }) as never;
const answers = new UsualAnswers('p');
"""
PROGRAM = "from a import b\n\nmodel = b()\nmodel.quick_train(epochs=50)\n"


def find(node, program: str = PROGRAM, question: str = "90 pictures?", answer: str = "use", usual: str = "use"):
    code = f"answers.keep(ask('90 pictures?', {usual!r}), {answer!r}, {json.dumps(PROGRAM)});"
    [found] = node(f"{BEGIN}{code} said.push(answers.find(ask({question!r}), {json.dumps(program)}));")
    return found


def test_the_usual_answer_is_given_again(node):
    assert find(node) == "use"


def test_what_comes_below_the_training_changes_nothing(node):
    assert (
        find(
            node,
            "from a import b, c\nfrom d import e\n\n" + PROGRAM.split("\n\n")[1] + "\nfor one in c():\n    e(one)\n",
        )
        == "use"
    )


@pytest.mark.parametrize("program", [PROGRAM.replace("50", "60"), PROGRAM.replace("b()", "b(2)"), "print(1)"])
def test_another_training_is_asked_about(node, program):
    assert find(node, program) is None


@pytest.mark.parametrize("other", [{"question": "91 pictures?"}, {"answer": "again"}, {"usual": ""}])
def test_another_question_or_answer_is_asked_for(node, other):
    assert find(node, **other) is None


def test_it_is_asked_again_after_a_wish_to(node):
    keep = f"answers.keep(ask('?'), 'use', {json.dumps(PROGRAM)}); answers.forget();"
    assert node(f"{BEGIN}{keep} said.push(answers.find(ask('?'), {json.dumps(PROGRAM)}));") == [None]

"""Every kind of learning is whole: named as it is registered, with a public class and its words in both languages."""

import pytest

from sunmao.tasks.registry import TASKS, load_model_class, make_task
from sunmao.texts import get_both


@pytest.mark.parametrize("name", TASKS)
def test_a_kind_of_learning_is_whole(name):
    task = make_task(name)
    assert task.name == name
    assert task.dataset_tasks == TASKS[name].dataset_tasks
    assert load_model_class(name)._task == name
    assert all(get_both(f"task_{name}").values())


def test_each_model_has_a_task_of_its_own():
    assert make_task("classification") is not make_task("classification"), "it remembers what a camera saw"

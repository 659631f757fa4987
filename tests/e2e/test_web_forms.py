"""Pages that lessons make, as printed, in Chromium: PyWebIO's iris forms and a gradio interface; nothing from outside."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager

import numpy as np
import pytest

from tests.support.limits import HANG_TIMEOUT
from tests.support.network_files import write_network

pytestmark = pytest.mark.process

IRIS = """
from pywebio.input import *
from pywebio.output import *
from XEdu.hub import Workflow as wf

# 模型声明
basenn = wf(task='basenn',checkpoint='basenn_cd.onnx')
def pre():
    a=input('请输入花萼长度：', type=FLOAT)
    b=input('请输入请花萼宽度：', type=FLOAT)
    c=input('请输入花瓣长度：', type=FLOAT)
    d=input('请输入花瓣宽度：', type=FLOAT)
    data = [a,b,c,d]
    result = basenn.inference(data=data)
    res = basenn.format_output(lang="zh")
    label=['山鸢尾','变色鸢尾','维吉尼亚鸢尾']
    put_text('预测结果是：', str(label[res[0]['预测值']]))
if __name__ == '__main__':
    pre()
"""
# The manual's lesson on the web: a network of an earlier lesson, learned from iris, answers a form.
LEARN_IRIS = """
from base import *
from MMEdu import MMBase
from sklearn.datasets import load_iris
x, y = load_iris(return_X_y=True)
model = MMBase()
model.add('linear', size=(4, 10), activation='relu')
model.add('linear', size=(10, 3), activation='softmax')
model.load_dataset(x, y)
model.train(lr=0.02, epochs=150)
model.save('./checkpoints/mmbase_net.pkl')
"""
ASK_IRIS = """
from base import *
from MMEdu import MMBase
import numpy as np
from pywebio.input import *
from pywebio.output import *
model = MMBase()
model.load('./checkpoints/mmbase_net.pkl')
names = ['山鸢尾', '变色鸢尾', '维吉尼亚鸢尾']
flower = input_group('一朵花', [
    input('花萼长度', name='a', type=FLOAT),
    input('花萼宽度', name='b', type=FLOAT),
    input('花瓣长度', name='c', type=FLOAT),
    input('花瓣宽度', name='d', type=FLOAT),
])
numbers = list(flower.values())
put_text('量到的：%s' % numbers)
model.inference([numbers])
result = model.print_result()
put_text('预测结果是：', names[result[0]['预测值']])
"""
SERVED = (
    "from pywebio import start_server\nfrom pywebio.output import put_text\nstart_server(lambda: put_text('在线'))\n"
)
GREET = """
import gradio as gr

def greet(name):
    return f"Hello {name}!"

iface = gr.Interface(fn=greet, inputs="text", outputs="text")
iface.launch(share=True)
"""


@contextmanager
def running(folder, program: str):
    """A program started as `sunmao run` does; gives the process and the address of its page."""
    (folder / "main.py").write_text(program, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "sunmao.compat", "main.py"],
        cwd=folder,
        env={**os.environ, "SUNMAO_LANG": "en", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        said = []
        for line in process.stdout:
            said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                break
        else:
            pytest.fail("".join(said))
        yield process, found[0]
    finally:
        process.kill()
        process.communicate(timeout=HANG_TIMEOUT)


def watch(page) -> list[str]:
    """The addresses outside this computer that a page asks for."""
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if "//127.0.0.1" not in request.url else None)
    return outside


def visit(page, address: str) -> None:
    """Open a page as soon as its server answers."""
    for _ in range(100):
        try:
            page.goto(address)
            return
        except Exception:
            page.wait_for_timeout(100)
    page.goto(address)


def answer(page, numbers: dict[str, str]) -> None:
    """Type into the form's fields, which come one after the other."""
    for name, number in numbers.items():
        field = page.locator(".card", has_text=name).locator("input")
        field.fill(number)
        field.press("Enter")


def fill_group(page, numbers: list[str]) -> None:
    """Fill in a form of several fields: the mouse goes to the first, keys to the others; the button sends it."""
    page.locator("form input").first.click()
    for number in numbers:
        page.keyboard.type(number)
        page.keyboard.press("Tab")
    page.locator("form button[type=submit]").click()


@pytest.mark.training
@pytest.mark.long
def test_the_iris_form_of_the_manual(browser, tmp_path):
    pytest.importorskip("pywebio", reason="the extra 'forms' is not installed")
    pytest.importorskip("torch", reason="networks come with the training engine")
    (tmp_path / "learn.py").write_text(LEARN_IRIS, encoding="utf-8")
    learned = [sys.executable, "-P", "-m", "sunmao.compat", "learn.py"]
    subprocess.run(learned, cwd=tmp_path, check=True, capture_output=True, timeout=HANG_TIMEOUT)
    for numbers, name in (("5.1 3.5 1.4 0.2", "山鸢尾"), ("7.7 2.8 6.7 2.1", "维吉尼亚鸢尾")):
        page = browser.new_page()
        outside = watch(page)
        with running(tmp_path, ASK_IRIS) as (process, address):
            visit(page, address)
            fill_group(page, numbers.split())
            page.get_by_text(f"量到的：[{', '.join(numbers.split())}]", exact=True).wait_for()
            page.get_by_text(f"预测结果是： {name}", exact=True).wait_for()
            assert process.wait(timeout=HANG_TIMEOUT) == 0
        assert not [url for url in outside if url.startswith("http")]
        page.close()


@pytest.mark.long
def test_the_iris_form_of_pywebio(browser, tmp_path):
    pytest.importorskip("pywebio", reason="the extra 'forms' is not installed")
    write_network(tmp_path / "basenn_cd.onnx", np.eye(4, 3), [1, 4], dataset_type="tab")
    page = browser.new_page()
    outside = watch(page)
    with running(tmp_path, IRIS) as (process, address):
        visit(page, address)
        answer(page, {"花萼长度": "1", "花萼宽度": "5", "花瓣长度": "0.5", "花瓣宽度": "0"})
        page.get_by_text("预测结果是： 变色鸢尾").wait_for()
        assert process.wait(timeout=HANG_TIMEOUT) == 0
    with running(tmp_path, SERVED) as (_, address):
        visit(page, address)
        page.get_by_text("在线").wait_for()
    assert not [url for url in outside if url.startswith("http")]
    page.close()


def test_an_interface_of_gradio(browser, tmp_path):
    page = browser.new_page()
    outside = watch(page)
    with running(tmp_path, GREET) as (_, address):
        visit(page, address)
        page.get_by_label("name").fill("<b>榫卯</b>")
        page.get_by_role("button").click()
        page.get_by_text("Hello <b>榫卯</b>!").wait_for()
    assert not outside
    page.close()

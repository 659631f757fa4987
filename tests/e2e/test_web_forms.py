"""Pages that lessons make, as printed, in Chromium: PyWebIO's iris form and a gradio interface; nothing from outside."""

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


def test_the_iris_form_of_pywebio(browser, tmp_path):
    pytest.importorskip("pywebio", reason="the extra 'forms' is not installed")
    write_network(tmp_path / "basenn_cd.onnx", np.eye(4, 3), [1, 4], dataset_type="tab")
    page = browser.new_page()
    outside = watch(page)
    with running(tmp_path, IRIS) as (process, address):
        visit(page, address)
        for name, number in (("花萼长度", "1"), ("花萼宽度", "5"), ("花瓣长度", "0.5"), ("花瓣宽度", "0")):
            field = page.locator(".card", has_text=name).locator("input")
            field.fill(number)
            field.press("Enter")
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

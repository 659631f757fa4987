"""Texts that want to be more: in blocks, comments, names, titles, questions, curves and errors they stay texts, and run
as such.
"""

import ast
import json
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import local
from tests.e2e.hands import Hands, wait_for
from tests.e2e.rooms import ASK, enter, make, read_output, run, visit
from tests.support.studio import ApiClient

EVIL = '<img src=x onerror="window.__xss=1"></script><script>window.__xss=1</script>'
BREAKS = '"""\nimport os\nos.abort()\n# \u2028 \u202e'
NAMES = [EVIL, "__proto__", "constructor", BREAKS, "中文"]
SPEAKS = f"""
from sunmao import choose, plot
from sunmao.protocol.messages import Notice, Progress, TableRows
from sunmao.runtime.session import emit
evil = {EVIL!r}
plot(evil, 1)
plot('__proto__', 2)
emit(TableRows(columns=[evil, '__proto__'], rows=[[evil, evil]], title=evil))
emit(Notice(zh=evil, en=evil))
emit(Progress(done=1, total=2, unit=evil, task=evil))
print(evil, choose(evil, [evil, '__proto__']))
raise ValueError(evil)
"""


ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "https://evil.example/entity">]><mutation name="&e;"><arg name="&e;"></arg></mutation>'
STRANGE = [
    {
        "type": "https://evil.example/x_y",
        "x": 600,
        "y": 300,
        "fields": {"SRC": "javascript:window.__xss=1", "__proto__": {"polluted": 1}},
    },
    {
        "type": "evil_icon",
        "x": 600,
        "y": 360,
        "icons": {
            "comment": {"text": EVIL, "pinned": True},
            "data:image/svg+xml,<svg onload=alert(1)>": {"src": "https://evil.example/icon"},
        },
    },
    {
        "type": "evil_state",
        "x": 600,
        "y": 420,
        "extraState": ENTITY,
        "fields": {"IMAGE": {"src": "https://evil.example/i.png", "alt": EVIL}},
    },
    {
        "type": "__proto__",
        "x": 600,
        "y": 480,
        "extraState": {"__proto__": {"polluted": 1}},
        "data": "javascript:window.__xss=1",
    },
]  # unknown blocks: shown in gray, and saved back as they came


def text(words: str) -> dict:
    return {"block": {"type": "text", "fields": {"TEXT": words}}}


def workspace() -> dict:
    """A program whose every text is hostile; it prints the texts, then asks, draws a curve and fails with one."""
    blocks: list[dict] = []
    for place, name in enumerate(NAMES):
        variable = {"VAR": {"id": f"v{place}"}}
        comment = {"icons": {"comment": {"text": name, "pinned": True, "height": 80, "width": 160}}}
        blocks.append({"type": "variables_set", "fields": variable, "inputs": {"VALUE": text(name)}})
        blocks.append(
            {
                "type": "text_print",
                "inputs": {"TEXT": {"block": {"type": "variables_get", "fields": variable}}},
                **comment,
            }
        )
    blocks += [
        {"type": "procedures_callnoreturn", "id": "call", "extraState": {"name": EVIL}},
        {"type": "program_python", "id": "speaks", "fields": {"code": SPEAKS}},
    ]
    saved: dict = {}
    for block in reversed(blocks):
        saved = {"next": {"block": {**block, **saved}}}
    hat = {"type": "program_start", "id": EVIL, "x": 20, "y": 20, **saved}
    body = {"block": {"type": "text_print", "inputs": {"TEXT": text("called")}}}
    called = {"type": "procedures_defnoreturn", "x": 600, "y": 20, "fields": {"NAME": EVIL}, "inputs": {"STACK": body}}
    variables = [{"name": name, "id": f"v{place}"} for place, name in enumerate(NAMES)]
    return {"blocks": {"languageVersion": 0, "blocks": [hat, called, *STRANGE]}, "variables": variables}


def harmless(page) -> None:
    """Nothing of it was run by the page, and no object has grown."""
    assert page.evaluate("[window.__xss, Object.keys(Object.prototype).length, ({}).polluted]") == [None, 0, None]
    assert page.locator("img[src=x]").count() == 0


def strangers(saved: dict) -> list[dict]:
    """The strange blocks of a workspace, without their places."""
    types = [block["type"] for block in STRANGE]
    return [
        {name: value for name, value in block.items() if name not in ("x", "y", "id")}
        for block in saved["blocks"]["blocks"]
        if block["type"] in types
    ]


@pytest.mark.fault("D9", "D10", "D11")
@pytest.mark.long
def test_hostile_texts_stay_texts(browser, studio, row):
    saved = json.loads(json.dumps(workspace()))
    del saved["blocks"]["blocks"][-len(STRANGE) :]  # they alone keep a program from running
    strange, plain = make(studio, workspace(), EVIL), make(studio, saved, EVIL)
    with visit(browser, studio) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        expect(page.get_by_text(EVIL).first).to_be_visible()
        enter(page, strange)
        harmless(page)
        path = f"/api/projects/{quote(strange)}"
        Hands(page).drag("program_wait", ("call", "next"), drawer="开始与事件")
        wait_for(page, f"() => {ASK}('{path}').then(answer => answer.text()).then(now => now.includes('program_wait'))")
        kept = ApiClient(studio).ask("GET", path)["workspace"]
        assert strangers(kept) == strangers(workspace())
        harmless(page)
        enter(page, plain)
        run(page)
        expect(page.locator(".ask")).to_contain_text(EVIL)
        harmless(page)
        page.get_by_role("button", name="__proto__", exact=True).click()
        expect(page.locator(".state-wide.red")).to_contain_text("出错了")
        said = read_output(page)
        assert EVIL in said and "import os" in said and "called" in said and "__proto__" in said
        for word in ("文字", "曲线", "表格"):
            page.get_by_role("tab", name=word).click()
            harmless(page)
        expect(page.get_by_role("tabpanel")).to_contain_text(EVIL)
        assert EVIL in page.title()
        exported = ApiClient(studio).opener.open(f"{studio.base}/api/projects/{quote(plain)}/export/main.py")
        assert ast.parse(exported.read().decode()) and "\n" not in exported.headers["Content-Disposition"]
        assert all(local(address, studio) for address in asked)
    row(
        saw=f"{EVIL}, as text everywhere",
        kept="window.__xss and Object.prototype clean; no request left; strange blocks saved back as they came; the program ran",
    )


def test_no_string_becomes_markup(browser, studio):
    """Trusted Types: whatever of the page took a user's words for markup, the browser refuses."""
    tries = """() => ['innerHTML', 'outerHTML'].map(name => {
      try {
        document.body.appendChild(document.createElement('div'))[name] = '<img src=x onerror="window.__xss = 1">';
        return 'taken';
      } catch (error) {
        return error.name;
      }
    })"""
    context = browser.new_context()  # whose console may say so
    page = context.new_page()
    page.goto(studio.url)
    assert page.evaluate(tries) == ["TypeError", "TypeError"] and page.evaluate("window.__xss") is None
    context.close()

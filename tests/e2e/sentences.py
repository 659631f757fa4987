"""Sentences of three classes in both languages, and a child who teaches them from the first page. Nothing is tested here."""

from playwright.sync_api import Page, expect

from tests.support.limits import HANG_TIMEOUT

SENTENCES = {
    "zh": (
        ["教室里太黑了", "帮我把灯打开", "天黑了，看不清路", "我要写作业，亮一点", "太暗了，看不见黑板", "开灯吧"],
        ["太亮了，眼睛疼", "放学了，灯还亮着", "把灯关掉", "要睡觉了，关灯", "外面出太阳了，不用灯", "别开灯了"],
        ["今天中午吃什么？", "这道题怎么做？", "我喜欢踢足球", "小狗在睡觉", "明天会下雨吗？", "这本书真好看"],
    ),
    "en": (
        [
            "it is too dark in here",
            "please switch on the lamp",
            "I cannot see the board",
            "night comes, we need light",
            "I want to read, make it brighter",
            "turn the light on",
        ],
        [
            "it is too bright, my eyes hurt",
            "school is over and the lamp still burns",
            "switch the light off",
            "I want to sleep, no light please",
            "the sun shines, no lamp is needed",
            "lamp off",
        ],
        [
            "what is for lunch today",
            "how is this sum done",
            "I like football",
            "the dog is asleep",
            "will it rain tomorrow",
            "this book is good",
        ],
    ),
}
ASKED = {"zh": "屋里暗得看不清书", "en": "it is so dark that I cannot read my book"}
PASTE = """([id, text]) => {
  const data = new DataTransfer();
  data.setData('text', text);
  document.getElementById(id).dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def paste(page: Page, card: int, lines: list[str]) -> None:
    page.evaluate(PASTE, [f"text-input-{card}", "\n".join(lines)])
    expect(page.locator(f".text-card:nth-child({card + 1}) header .cap")).to_contain_text(str(len(lines)))


def train(page: Page) -> None:
    """Press Train and wait for the line that takes a question."""
    page.locator(".teach-go.pri").click()
    expect(page.locator(".teach-done")).to_be_visible(timeout=1000 * HANG_TIMEOUT)
    expect(page.locator("#text-asked")).to_be_focused()


def teach_sentences(page: Page, lang: str) -> int:
    """From the first page to the answer to a new sentence. Returns the actions that a child needs for it: presses, and
    texts that are pasted or typed.
    """
    page.locator(".hero .btn.pri").click()
    page.locator("#teach-kind-text").click()
    page.locator("#text-input-0").click()
    for card, lines in enumerate(SENTENCES[lang]):
        expect(page.locator(f"#text-input-{card}")).to_be_focused()
        paste(page, card, lines)
    train(page)
    page.keyboard.type(ASKED[lang])
    expect(page.locator(".text-word").first).to_be_visible()
    return 3 + len(SENTENCES[lang]) + 2

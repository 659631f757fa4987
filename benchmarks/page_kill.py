"""Rounds of kill -9 over the browser, its pages and the studio while two pages relabel, move and delete pictures of one
data set.

What a page was told is there afterwards, nothing of it by half, and a new page takes the last of it back.
"""

import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from urllib.parse import quote

import psutil
from playwright.sync_api import Browser, BrowserType, Error, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from benchmarks.limits import extend_limit
from benchmarks.pictures import draw_pictures
from benchmarks.rows import NotHere, Row, Size, report_progress
from sunmao.data.dataset import Dataset
from sunmao.data.edits.edit_log import EditLog
from tests.e2e.hands import wait_for
from tests.support.studio import (
    NO_PRELOADING,
    ApiClient,
    Studio,
    find_chromium,
    launch_chromium,
    start_studio,
    stop_studio,
)

ROUNDS = 12
SEED = int(os.environ.get("SUNMAO_BENCHMARK_SEED", time.time_ns() % 10**6))
VICTIMS = ("renderer", "browser", "browser and studio")
PICTURES, CLASSES = 60, 3
SHOWN = """() => {
  const all = [...document.querySelectorAll('.tile:not([hidden]) img')];
  return all.length > 8 && all.every(image => image.complete);
}"""
TRIALS, SELECTED_WITHIN = 3, 5  # seconds
MARK = "--sunmao-round="  # an argument of the browser that shall be killed; Chromium passes over what it does not know


@dataclass
class Seen:
    """The observations of all rounds. acknowledged: edits that a page was told of, by kind; lost, halves, stuck:
    sentences.
    """

    acknowledged: Counter = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    halves: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """Everything that must not have happened."""
        return [*self.lost, *self.halves, *self.stuck]


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Three rows."""
    from playwright.sync_api import sync_playwright

    if not find_chromium():
        raise NotHere("no Chromium on this machine")
    seen = Seen()
    with sync_playwright() as playwright:
        for number in range(size.pick(ROUNDS, 1)):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                victim = VICTIMS[(number - 1) % len(VICTIMS)]
                try_round(playwright.chromium, Path(folder), victim, Random(f"{SEED}/{number}"), seen)
            report_progress(f"round {number + 1}: {victim}, {seen.acknowledged.total()} acknowledged, {seen.faults}")
    kinds = ", ".join(f"{count} {kind}" for kind, count in seen.acknowledged.most_common())
    note = f"seed {SEED}; acknowledged: {kinds}"
    yield Row("acknowledged edits lost by kill -9 of pages", len(seen.lost), "", "<= 0", note=note)
    yield Row("edits by half after kill -9 of pages", len(seen.halves), "", "<= 0", note="; ".join(seen.halves[:3]))
    yield Row("edits that a new page could not take back", len(seen.stuck), "", "<= 0", note="; ".join(seen.stuck[:3]))


def try_round(kind: BrowserType, folder: Path, victim: str, random: Random, seen: Seen) -> None:
    """Edit on two pages, kill the victim in mid-edit, and look at what a new page, and a new studio, have of it."""
    projects, began = folder / "projects", time.monotonic()
    studio = start_studio(projects, before=NO_PRELOADING)
    within = extend_limit(SELECTED_WITHIN, time.monotonic() - began)
    mark = f"{MARK}{folder.name}"
    browser = launch_chromium(kind, mark)
    try:
        project = ApiClient(studio).ask("POST", "/api/projects", {"title": "edited", "lang": "en"})["id"]
        ApiClient(studio).ask("PUT", "/api/settings", {"lang": "en"})
        data = projects / project / "data" / "edited"
        draw_pictures(data, PICTURES, CLASSES)
        files = {path: path.read_bytes() for path in data.rglob("*.jpg")}
        settle(studio, project)
        pages = [open_wall(browser, studio, project) for _ in range(2)]
        known = work(pages, random, seen, within)
        kill_in_mid_edit(random.choice(pages), mark, victim, random, studio)
        check_log(data, known, victim, seen)
        if studio.process.poll() is not None:
            studio.process.stdout.close()
            studio = start_studio(projects, before=NO_PRELOADING)
        if files != {path: path.read_bytes() for path in data.rglob("*.jpg")}:
            seen.halves.append(f"{victim}: a file of a picture was touched")
        with suppress(Error):
            browser.close()
        browser = launch_chromium(kind)
        check_new_page(open_wall(browser, studio, project), studio, project, data, victim, seen)
    finally:
        with suppress(Error):
            browser.close()
        if studio.process.poll() is None:
            stop_studio(studio)


def settle(studio: Studio, project: str) -> dict:
    """The row of the data set, once it is read."""
    visitor = ApiClient(studio)
    while (row := visitor.ask("GET", f"/api/projects/{quote(project)}/datasets/edited")).get("coming"):
        time.sleep(0.05)
    return row


def open_wall(browser: Browser, studio: Studio, project: str) -> Page:
    """A page of its own on the data set's wall."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-US").new_page()
    page.goto(studio.url)
    page.goto(f"{studio.base}/#/project/{quote(project)}/data/edited")
    wait_for(page, SHOWN)
    return page


def work(pages: list[Page], random: Random, seen: Seen, within: float) -> dict[str, bool]:
    """Edit by turns. within: seconds until a selection shows. Returns the edits of which a page was told, and whether each was active then."""
    known: dict[str, bool] = {}
    for _ in range(random.randint(4, 9)):
        page = random.choice(pages)
        kind, press = choose_act(page, random, within)
        with page.expect_response(lambda said: "/edits" in said.url and said.request.method == "POST") as heard:
            press()
        if heard.value.status != 200:  # the other page was quicker: both edits are offered, and this one is given up
            page.locator("dialog[open]").wait_for()
            page.keyboard.press("Escape")
            page.locator("dialog[open]").wait_for(state="detached")
            continue
        edit = heard.value.json()["edit"]
        known[edit["id"]] = edit["active"]
        seen.acknowledged[kind] += 1
        wait_for(page, "() => document.querySelectorAll('.edit-bar').length === 0")
    return known


def choose_act(page: Page, random: Random, within: float) -> tuple[str, Callable[[], None]]:
    """Choose pictures, and what is done to them next."""
    if random.random() < 0.2 and page.locator(".edit-strip button:not([disabled])").first.is_enabled():
        if page.locator(".edit-last").inner_text().startswith("Just now"):
            return "undo", partial(page.keyboard.press, "Control+z")
    select_pictures(page, random, within)
    match random.choice(["relabel", "move", "delete"]):
        case "relabel":
            return "relabel", partial(page.keyboard.press, random.choice("123"))
        case "move":
            part = random.choice(["Training", "Validation", "Test"])
            return "move", page.locator(".edit-bar").get_by_role("button", name=part, exact=True).click
    return "delete", partial(page.keyboard.press, "Delete")


def select_pictures(page: Page, random: Random, within: float) -> None:
    """Select some by keys: others, where the other page has just deleted these. Raises PlaywrightTimeout."""
    for trial in range(TRIALS):
        page.locator('.tile[tabindex="0"]').focus()
        for _ in range(random.randint(0, 6)):
            page.keyboard.press("ArrowRight")
        page.keyboard.press(" ")
        for _ in range(random.randint(0, 3)):
            page.keyboard.press("Shift+ArrowRight")
        try:
            return page.locator(".edit-bar").wait_for(timeout=1000 * within)
        except PlaywrightTimeout:
            if trial == TRIALS - 1:
                raise


def kill_in_mid_edit(page: Page, mark: str, victim: str, random: Random, studio: Studio) -> None:
    """Press a key that edits, and kill without waiting for its answer."""
    page.locator('.tile[tabindex="0"]').focus()
    page.keyboard.press(" ")
    page.keyboard.press("Shift+ArrowRight")
    main = find_browser(mark)
    renderers = list_renderers(main)
    page.keyboard.press("Delete")
    time.sleep(random.uniform(0, 0.08))
    if victim == "browser and studio":
        studio.process.kill()
        studio.process.wait()
    for process in renderers if victim == "renderer" else [main]:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(renderers if victim == "renderer" else [main])


def list_renderers(browser: psutil.Process) -> list[psutil.Process]:
    """The processes that draw pages; others come and go meanwhile."""
    found = []
    for process in browser.children(recursive=True):
        with suppress(psutil.Error):
            if "--type=renderer" in " ".join(process.cmdline()):
                found.append(process)
    return found


def find_browser(mark: str) -> psutil.Process:
    """The browser's own process: the parent of all others that it started."""
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            words = process.cmdline()
            if mark in words and not any(word.startswith("--type=") for word in words):
                return process
    raise LookupError(mark)


def check_log(data: Path, known: dict[str, bool], victim: str, seen: Seen) -> None:
    """Every edit that a page was told of is in the log."""
    log = EditLog(data)
    there = {edit.id for edit in log.edits}
    seen.lost += [f"{victim}: edit {edit}" for edit in known if edit not in there]
    if len(there) > len(known) + 1 or log.damaged:
        seen.halves.append(f"{victim}: {len(there)} edits of {len(known)} and one, {log.damaged} lines are damaged")


def check_new_page(page: Page, studio: Studio, project: str, data: Path, victim: str, seen: Seen) -> None:
    """A new page shows what programs read, and takes the last edit back."""
    row = settle(studio, project)
    dataset = Dataset(data)
    counts = {each["name"]: each["count"] for each in row["classes"] if each["count"]}
    programs = {label: count for label in dataset.classes if (count := dataset.count_pictures(label=label))}
    if counts != programs:
        seen.halves.append(f"{victim}: the page counts {counts}, programs {programs}")
    last = EditLog(data).next_undo
    if last is None:
        return
    with page.expect_response(lambda said: said.url.endswith("/edits/undo")) as heard:
        page.keyboard.press("Control+z")
    after = {edit.id: edit.active for edit in EditLog(data).edits}
    if heard.value.status != 200 or after[last.id]:
        seen.stuck.append(f"{victim}: {last.kind} {last.id}")

"""Live answers without a page: one question at a time, the newest picture, an answer that is held."""

import pytest

pytestmark = pytest.mark.process  # a Node for each

# A studio that answers when it is told to, with the picture that it was asked about.
SETUP = """import { InferenceSession } from './features/inference/inference_session';
import { askLive } from './features/inference/live_loop';
const waiting: ((answer: Response) => void)[] = [];
const asked: string[] = [];
let most = 0, ended = 0;
(globalThis as any).fetch = async (path: string, { body, signal }: any) => {
  const picture = await body.text();
  asked.push(picture);
  most = Math.max(most, asked.length - ended);
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => { ended++; reject(new DOMException('gone', 'AbortError')); });
    waiting.push(() => { ended++; resolve(Response.json({ label: picture, confidence: 1, scores: [], ms: 1 })); });
  });
};
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
const until = async (holds: () => boolean) => { while (!holds()) await turn(); };
const answer = async () => { await until(() => waiting.length > 0); waiting.shift()!(null as never); await turn(); };
const session = new InferenceSession('p', 'm') as any;
let frame = 0;
const camera = { waitForFrame: async () => { await turn(); frame++; return true; }, look: async () => new Blob([`${frame}`]) };
"""


def test_a_slow_studio_is_asked_about_the_newest_picture_only(node):
    """Many pictures come while one answer is on its way: never two questions, and no picture waits for its turn."""
    [[most, asked, shown]] = node(
        SETUP
        + """const films = setInterval(() => frame++, 1);
        const stop = askLive(session, camera, () => 1);
        const shown = [];
        for (let n = 0; n < 4; n++) {
          await until(() => waiting.length > 0);
          const before = frame;
          await until(() => frame > before + 5);
          await answer();
          await until(() => session.guess.value?.label === asked[n]);
          shown.push(session.guess.value.label);
        }
        stop(); clearInterval(films); session.clear();
        said.push([most, asked.slice(0, 4).map(Number), shown.map(Number)]);"""
    )
    assert most == 1
    assert shown == asked and all(later > earlier + 5 for earlier, later in zip(asked, asked[1:], strict=False))


def test_an_answer_that_is_late_is_not_shown(node):
    """A picture chosen meanwhile is answered; a late answer to the picture before it, when it comes at all, is thrown
    away.
    """
    [[late, shown, asking]] = node(
        SETUP
        + """const ask = (name: string) => session.ask({ picture: async () => new Blob([name]), smooth: 1 });
        const first = ask('old');
        await until(() => waiting.length === 1);
        session.clear();
        const second = ask('new');
        await answer(); await turn();
        const late = session.guess.value;
        await answer(); await Promise.all([first, second]);
        said.push([late, session.guess.value.label, session.asking.value]);"""
    )
    assert late is None and shown == "new" and asking is False


def test_a_pause_keeps_the_answer_and_its_picture(node):
    """A question that is on its way changes nothing any more; `resume` asks anew."""
    [[held, shown, asked, after]] = node(
        SETUP
        + """const stop = askLive(session, camera, () => 1);
        await answer(); await until(() => session.guess.value !== null);
        await until(() => waiting.length > 0);
        const before = session.guess.value.label;
        session.pause();
        const count = asked.length;
        const held = await session.held.value.text();
        await new Promise((resolve) => setTimeout(resolve, 0)); await answer(); await turn();
        const frames = frame; await until(() => frame > frames + 2);
        const shown = [session.guess.value.label === before, held === before];
        const still = asked.length === count;
        session.resume();
        await until(() => asked.length > count); await answer(); await until(() => session.guess.value.label !== before);
        stop(); session.clear();
        said.push([session.held.value, shown, still, session.guess.value]);"""
    )
    assert shown == [True, True] and asked is True and held is None and after is None


def test_the_next_picture_may_come_while_an_answer_is_on_its_way(node):
    """The camera is waited for then, not afterwards; what is asked about is still the newest picture."""
    [[meanwhile, asked]] = node(
        SETUP
        + """let waits = 0;
        const counted = { ...camera, waitForFrame: () => { waits++; return camera.waitForFrame(); } };
        const stop = askLive(session, counted, () => 1);
        await until(() => waiting.length === 1);
        await until(() => waits === 2);
        const meanwhile = asked.length;
        frame = 100;
        await answer(); await until(() => asked.length === 2);
        stop(); session.clear();
        said.push([meanwhile, asked[1]]);"""
    )
    assert meanwhile == 1 and int(asked) >= 100

"""Outcome of a run, and the sentence for it."""

import re
import signal
from dataclasses import dataclass
from typing import Any

from sunmao import texts
from sunmao.protocol.messages import ProgramError, RunPhase

TEXTS: dict[str, tuple[str, str]] = {
    "status": ("程序用状态 {code} 结束了自己。", "The program ended itself with status {code}."),
    "saying": ("程序结束时说：“{said}”", "The program ended with “{said}”."),
    "killed": (
        "程序被电脑或另一个程序结束了。|再运行一次；如果总是这样，请看看内存够不够。",
        "The computer or another program ended it.|Run it again; if that happens each time, see whether there is enough memory.",
    ),
    "crashed": (
        "Python 崩溃了。|看看红色标出的那一行用到的库。",
        "Python itself crashed.|Look at the library that is used in the line marked red.",
    ),
    "crashed_at": (
        "Python 在第 {line} 行崩溃了。|看看这一行用到的库。",
        "Python itself crashed at line {line}.|Look at the library that is used there.",
    ),
    "not_started": (
        "程序没能启动。|再运行一次；如果还是不行，请重新打开榫卯。",
        "The program could not be started.|Run it again; if that does not help, open Sunmao anew.",
    ),
    "engine_later": (
        "训练引擎现在不下载，所以没有运行。|想训练的时候，点“继续”，再运行一次。",
        "The training engine does not come now, so nothing was run.|When you want to train, press Go on and run it again.",
    ),
    "protocol_mismatch": texts.TEXTS["protocol_mismatch"],
    "deaf": ("它没有听停止的请求，所以被强制结束了。", "It did not listen, so it was ended."),
    "memory": (
        "它用了太多内存（{gb} GB），所以被停止了。|少用一点图片或列表，再运行。",
        "It used too much memory ({gb} GB) and was stopped.|Use fewer pictures or shorter lists, then run it again.",
    ),
    "crowd": (
        "它启动了太多程序，所以被停止了。|看看是不是在循环里启动了别的程序。",
        "It started too many programs and was stopped.|Perhaps a loop starts other programs.",
    ),
    "cut_off": (
        "程序没说完就断开了，最后的输出可能不全。|再运行一次；如果总是这样，请让它一次少输出一点。",
        "The program broke off before it had said everything: the end of its output may be missing.|Run it again; if that happens each time, let it print less at once.",
    ),
    "unreadable": ("程序发来了看不懂的内容，所以被停止了。", "It sent something unreadable and was stopped."),
    "disk_full": (
        "磁盘满了，运行记录写不下去，所以停止了。|腾出一些空间，再运行。",
        "The disk is full, so the run could not be recorded and was stopped.|Free some space, then run it again.",
    ),
    "disk_fails": (
        "磁盘出了问题，运行记录写不下去，所以停止了。|检查一下磁盘，再运行。",
        "The disk does not work as it should, so the run could not be recorded and was stopped.|Look at the disk, then run it again.",
    ),
    "events_missing": (
        "这里少了 {n} 条记录，它们没有写到磁盘上。",
        "{n} entries are missing here: they are not on the disk.",
    ),
    "closed": ("榫卯关闭了，程序也停止了。", "Sunmao was closed, and the program was stopped with it."),
    "lost": (
        "榫卯在程序运行时意外关闭了，这次运行也就结束了。运行记录都还在。",
        "The run ended because Sunmao itself ended. What it said until then is kept.",
    ),
    "damaged": (
        "这次运行的记录坏了，只看得到一部分。别的运行都在。",
        "The record of this run is damaged, so only a part of it can be shown. The other runs are there.",
    ),
    "damaged_event": (
        "这次运行的记录里有一条坏了，跳过了它。",
        "One entry in the record of this run is damaged and was passed over.",
    ),
    "leftover": (
        "程序结束了；它启动的别的程序也一起结束了。",
        "The program has finished; something it had started was ended, too.",
    ),
    "spawned_itself": (
        "程序启动的进程又把程序从头做了一遍，所以被 Python 停下了。启动它的几行要放在 if __name__ == '__main__': 下面。",
        "A process that the program started began the whole program anew, so Python ended it. Put the lines that start it below if __name__ == '__main__':.",
    ),
    "folder_deleted": (
        "你的程序删掉了自己项目里的文件。积木已经恢复了，别的文件没有了。",
        "Your program deleted files of its own project. The blocks are restored; the other files are gone.",
    ),
    "tidying": (
        "程序已经做完了，还在收尾。可以按停止。",
        "The program is over, but still tidying up. You can press Stop.",
    ),
}
CRASHES = {
    getattr(signal, name) for name in ("SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGABRT") if hasattr(signal, name)
}
WINDOWS_CRASH = range(0xC0000000, 0xD0000000)  # what Windows gives as a status; a program's own -1 lies above
CRASH_LINE = re.compile(r'File "([^"\n]*)", line (\d+)')


@dataclass(frozen=True)
class RunEnding:
    """Facts about the end of a run that are known when the process has gone.

    code: exit status (negative: a signal); said: the state that the program itself reported last ('finished',
    'stopped', 'error', or None), and text: what it said with it; stopping: the studio had asked it to stop; forced: and
    had to kill it;
    reason: a key of TEXTS when the studio ended it for that reason; leftovers: processes that it left behind.
    """

    code: int | None
    said: RunPhase | None = None
    text: dict | None = None
    stopping: bool = False
    forced: bool = False
    reason: str | None = None
    leftovers: int = 0
    params: dict | None = None


def judge_outcome(ending: RunEnding) -> tuple[RunPhase, dict | None]:
    """The outcome ('finished', 'stopped' or 'error') and its sentence, if it needs one."""
    if ending.reason:
        return "stopped" if ending.reason == "closed" else "error", get_sentence(ending.reason, **(ending.params or {}))
    if ending.stopping:
        return "stopped", get_sentence("deaf") if ending.forced else None
    if ending.said == "error":
        return "error", None
    if ending.said == "finished" and not was_killed(ending.code):
        return "finished", _describe_finished(ending)
    if was_killed(ending.code):
        return "error", get_sentence("crashed" if has_crashed(ending.code) else "killed")
    return "finished", _describe_finished(ending)


def was_killed(code: int | None) -> bool:
    """Whether a process with this status was ended by the system."""
    return code is not None and (code < 0 or code in WINDOWS_CRASH)


def has_crashed(code: int | None) -> bool:
    """Whether it was ended for a fault of its own (a crash of Python or of a library)."""
    return code is not None and (-code in CRASHES or code in WINDOWS_CRASH)


def find_crash_line(native: str, main: str) -> int | None:
    """The pupil's innermost line in what faulthandler wrote, newest call first."""
    written = main.encode("ascii", "backslashreplace").decode()
    return next((int(line) for file, line in CRASH_LINE.findall(native) if file == written), None)


def make_crash_error(key: str, line: int | None, code: int | None, native: str = "", **params: Any) -> ProgramError:
    """The Error event of a program that could not tell it itself."""
    said = get_parts("crashed_at", line=line) if key == "crashed" and line else get_parts(key, **params)
    title, hint = ({lang: row[index] for lang, row in said.items()} for index in (0, 1))
    return ProgramError(
        type=key, message="" if code is None else str(code), line=line, traceback=native[-4000:], title=title, hint=hint
    )


def get_parts(key: str, **params: Any) -> dict:
    """{'zh': (what happened, what to do), 'en': …} of a sentence."""
    both = {}
    for lang, row in zip(("zh", "en"), TEXTS[key], strict=True):
        title, _, hint = row.partition("|")
        both[lang] = (title.format(**params), hint.format(**params))
    return both


def get_sentence(key: str, **params: Any) -> dict:
    """Describe what happened, in both languages."""
    return {lang: row[0] for lang, row in get_parts(key, **params).items()}


def _describe_finished(ending: RunEnding) -> dict | None:
    if ending.text:
        return {lang: get_sentence("saying", said=ending.text[lang])[lang] for lang in ("zh", "en")}
    if ending.code:
        return get_sentence("status", code=ending.code)
    return get_sentence("leftover") if ending.leftovers else None

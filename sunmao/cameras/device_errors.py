"""Errors of a camera of this computer that does not open: it is not there, another program holds it, or the system does
not let us.
"""

import os
import sys

from sunmao.core import device_owner
from sunmao.errors import CameraBusy, CameraMissing, SunmaoError
from sunmao.texts import get_both

# Programs that keep a camera for themselves: the beginning of their process's name → what people call them.
KNOWN = {
    "zoom": "Zoom",
    "wemeet": "腾讯会议 (Tencent Meeting)",
    "tencentmeeting": "腾讯会议 (Tencent Meeting)",
    "voovmeeting": "VooV Meeting",
    "ms-teams": "Microsoft Teams",
    "msteams": "Microsoft Teams",
    "teams": "Microsoft Teams",
    "obs": "OBS Studio",
    "skype": "Skype",
    "wechat": "微信 (WeChat)",
    "weixin": "微信 (WeChat)",
    "qq": "QQ",
    "dingtalk": "钉钉 (DingTalk)",
    "feishu": "飞书 (Feishu)",
    "lark": "飞书 (Feishu)",
    "windowscamera": "Windows Camera",
    "facetime": "FaceTime",
    "photo booth": "Photo Booth",
    "cheese": "Cheese",
    "mind+": "Mind+",
    "classin": "ClassIn",
    "webex": "Webex",
    "guvcview": "guvcview",
}


def diagnose_camera(name: str) -> SunmaoError:
    """The error for camera `name`, a number or a device file, that does not open or gives no picture."""
    if sys.platform == "linux":
        device = f"/dev/video{name}" if name.isdigit() else name
        if not os.path.exists(device):
            return CameraMissing("camera_missing", name=name)
        if not os.access(device, os.R_OK | os.W_OK):
            command = device_owner.get_join_group_command(device_owner.get_group(device) or "video")
            return CameraBusy("camera_denied", name=name, repair=get_both("camera_repair_group", command=command))
        process = device_owner.find_owner(device)
        if process == os.getpid():
            return CameraBusy("camera_held_here", name=name)
        if process is not None:
            return CameraBusy("camera_held", name=name, holder=device_owner.get_program_name(process, _get_title))
        return CameraMissing("camera_silent", name=name)
    if running := device_owner.find_running(_get_title):
        return CameraBusy("camera_perhaps_held", name=name, holder=", ".join(running))
    if sys.platform == "darwin":
        return CameraBusy("camera_denied", name=name, repair=get_both("camera_repair_settings"))
    return CameraMissing("camera_missing", name=name)


def _get_title(process: str) -> str:
    lower = process.lower()
    return next(
        (
            people
            for start, people in KNOWN.items()
            if lower == start or lower.startswith((start + ".", start + "app", start + "64"))
        ),
        "",
    )

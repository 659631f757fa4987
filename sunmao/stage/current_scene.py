"""The one scene of this program, and who shows it."""

from sunmao.runtime import event_loop, session
from sunmao.stage.scene import Scene

_only: list[Scene] = []


def get_scene() -> Scene:
    """The scene of this program, made at its first use: from then on it is shown, and heard at waiting points."""
    if not _only:
        scene = Scene()
        _only.append(scene)
        event_loop.add_listener(scene.events, first=True)
        session.set_input_handler(scene.events.receive)
        if session.is_in_studio():
            from sunmao.stage.scene_sender import SceneSender

            SceneSender(scene)
        else:
            from sunmao.stage.stage_window import open_stage

            open_stage(scene)
    return _only[0]

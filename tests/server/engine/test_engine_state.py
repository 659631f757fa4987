"""The record of an installation."""

import json

from sunmao.server.engine import engine_state
from sunmao.server.engine.engine_state import InstallRecord, read_record, write_record


def test_the_record_is_kept_and_a_damaged_one_goes_on(tmp_path):
    assert read_record(tmp_path) == InstallRecord()
    record = InstallRecord(wanted=False, unfinished=True, fetched=("torch",))
    write_record(tmp_path, record)
    assert read_record(tmp_path) == record
    (tmp_path / engine_state.FILE).write_text("{")
    assert read_record(tmp_path) == InstallRecord(wanted=True, unfinished=True)


def test_what_start_py_writes_is_wanted(tmp_path):
    (tmp_path / engine_state.FILE).write_text(json.dumps({"wanted": True}))
    assert read_record(tmp_path) == InstallRecord(wanted=True)

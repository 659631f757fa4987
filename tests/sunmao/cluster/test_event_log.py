"""Messages of a job: each batch once, also after a kill in the middle of one."""

from sunmao.cluster.event_log import JobEventLog


def test_a_batch_that_is_sent_again_is_there_once(tmp_path):
    log = JobEventLog(tmp_path / "events.jsonl")
    assert log.append(1, 1, ["a"]) and log.append(1, 2, ["b"])
    assert not log.append(1, 2, ["b"])
    assert log.append(2, 1, ["c"])
    assert log.read(0) == [["a"], ["b"], ["c"]] and log.read(2) == [["c"]] and log.read(3) == []


def test_half_a_line_is_taken_back(tmp_path):
    path = tmp_path / "events.jsonl"
    JobEventLog(path).append(1, 1, ["a"])
    with open(path, "ab") as file:
        file.write(b'[1,2,["b')
    log = JobEventLog(path)
    assert len(log) == 1 and log.append(1, 2, ["b"])
    assert JobEventLog(path).read(0) == [["a"], ["b"]]

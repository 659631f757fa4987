"""The sessions of a listener, apart from HTTP."""

import threading

from sunmao.server.http import sessions as module
from sunmao.server.http.sessions import SESSIONS, Session, SessionStore


def test_secrets_are_new_each_time_and_not_shown():
    one, other = SessionStore(), SessionStore()
    first, second = one.log_in(one.token), one.log_in(one.renew_token())
    secrets = {one.renew_token(), other.token, first.cookie, first.key, second.cookie, second.key}
    assert len(secrets) == 6 and all(len(secret) == 43 for secret in secrets)
    assert not any(secret in repr(first) + repr(one) for secret in secrets)


def test_a_token_lets_one_of_many_in_that_come_at_once():
    store, begin, found = SessionStore(), threading.Barrier(20), []
    token = store.token

    def come() -> None:
        begin.wait()
        found.append(store.log_in(token))

    threads = [threading.Thread(target=come) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(session is not None for session in found) == 1 == len(store.list())


def test_an_empty_token_is_none():
    store = SessionStore()
    store.log_in(store.token)
    assert store.token == "" and store.log_in("") is None


def test_the_token_of_a_class_lets_many_in_until_it_is_renewed():
    store = SessionStore(reusable=True)
    token = store.token
    assert [store.log_in(token) for _ in range(3)] and len(store.list()) == 3 and store.token == token
    store.renew_token()
    assert store.log_in(token) is None and len(store.list()) == 3


def test_a_login_is_told():
    store, told = SessionStore(), []
    store.on_login = lambda: told.append(1)
    store.log_in("wrong")
    assert told == []
    store.log_in(store.token)
    assert told == [1]


def test_sessions_are_bounded_and_the_one_seen_longest_ago_goes():
    store = SessionStore(reusable=True)
    made = [store.log_in(store.token) for _ in range(SESSIONS)]
    for number, session in enumerate(made):
        session.seen = number
    store.find([made[0].cookie])
    store.log_in(store.token)
    assert len(store.list()) == SESSIONS
    assert store.find([made[0].cookie]) is made[0] and store.find([made[1].cookie]) is None


def test_a_session_is_found_among_cookies_of_one_name():
    store = SessionStore()
    session = store.log_in(store.token)
    assert store.find(["tossed", session.cookie]) is session and store.find(["", "x"]) is None


def test_a_signature_is_of_one_path_and_one_key():
    one, other = Session(), Session()
    soon = module.read_clock() + 10
    signature = module.sign(one.key, "/api/照片", soon)
    assert one.verify("/api/照片", str(soon), signature)
    assert not other.verify("/api/照片", str(soon), signature)
    assert not one.verify("/api/照", str(soon), signature) and not one.verify("/api/照片", str(soon + 1), signature)
    assert not one.verify("/api/照片", "\u0663", signature)

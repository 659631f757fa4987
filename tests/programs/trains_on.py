import time

from sunmao.runtime import session

print('begun', flush=True)
try:
    while True:
        session.check_stop()
        time.sleep(0.01)
except KeyboardInterrupt:
    print('kept')
    raise

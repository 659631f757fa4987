import signal
import time

signal.signal(signal.SIGINT, signal.SIG_IGN)
print('begun', flush=True)
while True:
    try:
        time.sleep(0.05)
    except BaseException:
        print('not me')

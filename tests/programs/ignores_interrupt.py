import signal
import time

for name in ('SIGINT', 'SIGTERM', 'SIGHUP'):
    signal.signal(getattr(signal, name), signal.SIG_IGN)
print('begun', flush=True)
time.sleep(0.3)
print('still here')
while True:
    try:
        time.sleep(0.05)
    except BaseException:
        print('not me')

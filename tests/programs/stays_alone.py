import os
import signal
import time

signal.signal(signal.SIGINT, signal.SIG_IGN)
os.kill = os._exit = os.killpg = print  # so that even the last way to end itself fails
print('begun', flush=True)
time.sleep(3600)

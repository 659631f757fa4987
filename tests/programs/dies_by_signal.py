import os
import signal
import time

print('begun', flush=True)
time.sleep(0.2)
os.kill(os.getpid(), signal.SIGKILL)

import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        print(f'daemon {os.getpid()}', flush=True)
        time.sleep(3600)
    os._exit(0)
os.wait()
time.sleep(0.3)
print('parent done')

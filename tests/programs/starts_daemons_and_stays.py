import os
import subprocess
import sys
import time

child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(3600)'], start_new_session=True)
bare = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(3600)'], start_new_session=True, env={})
print(f'pids {child.pid} {bare.pid}', flush=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        print(f'orphan {os.getpid()}', flush=True)
        time.sleep(3600)
    os._exit(0)
time.sleep(3600)

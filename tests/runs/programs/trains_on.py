import time

from sunmao import link

print('begun', flush=True)
try:
    while True:
        link.stopping_point()
        time.sleep(0.01)
except KeyboardInterrupt:
    print('kept')
    raise

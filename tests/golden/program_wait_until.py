from sunmao import wait_until

ready = True
wait_until(lambda: ready, timeout=1)
print('on')

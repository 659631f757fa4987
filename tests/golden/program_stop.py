from sunmao import stop

print('last words')
stop()

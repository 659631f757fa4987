print('[' + 'Hi'.center(6) + ']', '7'.zfill(3))

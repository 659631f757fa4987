import os
import time

data = '你好'.encode()
os.write(1, data[:2])
time.sleep(0.2)
os.write(1, data[2:])
os.write(2, b'\xc4\xe3 end')
print('no newline at the end', end='')

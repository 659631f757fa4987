import os
import threading
import time

data = '你好'.encode()
os.write(1, data[:2])
time.sleep(0.3)
os.write(1, data[2:] + b'\n')
os.write(2, b'\xc4\xe3 end\n')
os.write(2, '你好\n'.encode('gbk'))
os.write(2, b'\xff\xfe\n')


def write(descriptor, word):
    for byte in (word * 500).encode():
        os.write(descriptor, bytes([byte]))


for descriptor, word in enumerate('左右', start=1):
    threading.Thread(target=write, args=(descriptor, word)).start()
print('no newline at the end', end='')

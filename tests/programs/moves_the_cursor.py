import os

print('\x1b[2J\x1b]0;x\x07\x1b]8;;https://evil.example\x1b\\link\x9b2J')
os.write(2, b'\x1b[31m')
raise ValueError('\x1b[2J')

import os
import shutil

shutil.rmtree('data', ignore_errors=True)
os.remove('main.py')
os.chdir('/')
os.umask(0o777)
print('gone')

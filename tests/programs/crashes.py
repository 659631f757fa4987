import ctypes

print('begun')
ctypes.string_at(0)

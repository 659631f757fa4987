print(ord('a'), chr(98), bin(5), hex(255), oct(8))

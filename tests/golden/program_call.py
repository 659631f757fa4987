print(divmod(17, 5))

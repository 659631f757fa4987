print(f'{3.14159:.2f} m')

print('hello'.capitalize())

"""The format of data sets whose samples are points of hands, bodies or faces."""

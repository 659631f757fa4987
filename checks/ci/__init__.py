"""What continuous integration needs beside the tests: which long tests to run, a second run, the record of a whole run."""

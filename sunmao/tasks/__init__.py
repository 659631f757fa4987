"""Kinds of learning, one folder each: what is learned, how it is measured, what is answered; `registry` lists them."""

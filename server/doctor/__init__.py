"""What works on this computer and what does not, one file a part of it; `doctor.py` puts them together."""

"""What works on this computer and what does not, one file a part of it; `report.py` puts them together."""

"""Diagnoses of this computer, one file per subject; `report` puts them together."""

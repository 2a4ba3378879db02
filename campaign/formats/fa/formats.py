"""Dates in Persian by the Gregorian calendar, which the sources use."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، H:i"
TIME_FORMAT = "H:i"
NUMBER_GROUPING = 3

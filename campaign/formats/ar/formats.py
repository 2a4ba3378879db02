"""Dates in Arabic without a comma, which would break the sentences around them; the week begins on Monday."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، H:i"
TIME_FORMAT = "H:i"
SHORT_DATETIME_FORMAT = "d/m/Y، H:i"
FIRST_DAY_OF_WEEK = 1
NUMBER_GROUPING = 3

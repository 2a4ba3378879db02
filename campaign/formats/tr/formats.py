"""Dates in Turkish without a leading zero: 4 Haziran 2012, as uncertain dates in words have them too."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
NUMBER_GROUPING = 3

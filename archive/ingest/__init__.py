"""From the text of one capture to proposed items, each value with its span, its rule and its reason."""

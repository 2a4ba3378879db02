class Problem(Exception):
    """Something in the files of a starter campaign is wrong; the message is for the person who edits them."""

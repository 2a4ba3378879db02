"""Lists of words, written as running text."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, however they are broken into lines."""
    return frozenset(text.split())

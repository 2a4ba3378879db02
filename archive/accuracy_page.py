"""The page docs/accuracy.md, out of the scores."""

from collections.abc import Sequence

from archive.ingest.scoring import Score

_HEAD = """# How exact the rules are

This page is written by `manage.py score`; do not edit it.

The archive's rules propose, and editors decide: nothing below was published by a machine. The numbers compare the
proposals for five real documents with what a careful reader found in them by hand.

**Read them with this in mind: the five documents are training material.** The rules were written by people who
had these documents before them and who mended the rules where they failed on them. The numbers say that nothing
is broken; they do not say how the rules do on a page that nobody here has seen. For that there are the invented
pages of other kinds in `tests/archive/ingest/pages/` (an index page, press releases, urgent actions, appeals, a
model letter, a single line, and texts in other languages). They are checked in every test run, but their authors
knew the rules as well. Expect less on new pages, and correct what is proposed.

The authority file was filled with the names in these five documents, too. What is printed for mentions says that
known spellings are matched as they should be, not that the rules know names. Names that the file does not know
are listed apart, as candidates, and are not counted.

- *Right*: found where the reader found it, with the reader's value; or absent where the reader says absent.
- *Wrong*: found, with another value or at another place. *Invented*: there is nothing of the kind.
- *Missed*: the reader found it and the rules did not.
- *Beside*: real, checked by its form, but left out of the reader's list: bare years before a comma or a bracket,
  and further copied passages that are the same to the letter.
- *Found*: right of all that is there. *False*: wrong and invented of all that is proposed; the aim is 5 % at most.
- An inferred time is right when it holds the true one and reaches at most 14 days beyond it on a closed side.

"""
_FOOT = """
## By hand

    python manage.py score TRUTH.json --authorities campaign/starter/kazakhstan/authorities.toml
    python manage.py proposals PATH… --json

The first ends with an error below `--floor`; the second prints what the rules propose for any document.
"""


def accuracy_page(named: Sequence[Score], beside: Sequence[Score]) -> str:
    """The page in Markdown: what was measured, the table, and every single failure."""
    parts = [
        _HEAD,
        "## The fields\n\n",
        _table(named),
        "\n## More that the rules propose\n\n",
        _table(beside),
    ]
    failures = [f"- `{score.name}`: {note}\n" for score in (*named, *beside) for note in score.notes]
    if failures:
        parts += ["\n## Every failure\n\n", *failures]
    return "".join([*parts, _FOOT])


def _table(scores: Sequence[Score]) -> str:
    head = "| field | right | wrong | invented | missed | beside | found | false |\n|---|--:|--:|--:|--:|--:|--:|--:|\n"
    return head + "".join(
        f"| `{score.name}` | {' | '.join(map(str, score.counts.values()))} "
        f"| {score.recall:.1%} | {score.false_share:.1%} |\n"
        for score in scores
    )

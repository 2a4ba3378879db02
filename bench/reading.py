"""How long reading takes: the documents themselves, then texts that were made to be hard.

    .venv/bin/python bench/reading.py [folder of captures]

A hard text is read at one size and at four times that size. The baseline is the shorter text in the same run: a rule
in proportion to its text prints about 4, a quadratic one about 16. The script ends with 1 above 10.
"""

import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("CAMPAIGN_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign.settings")
django.setup()

from archive.authority_files import from_toml
from archive.fold import fold_words
from archive.ingest.analyse import analyse_page
from archive.ingest.proposals import Captured, propose

NAMES = from_toml(ROOT / "campaign" / "starter" / "kazakhstan" / "authorities.toml")
LIMIT = 10

HARD = [
    "On 3 May they met. ",
    "“a word that is said,” he said ",
    "Kazakhstan and Almaty ",
    "• Free all!\n",
    "We demand:\nall\n",
    "Dear Sir,\n\nwe ask you to free all of them at once now\n\nYours\n\nSara Lind\n\n",
    "In 2011 14 workers died in Almaty. ",
    "Aa Bb ",
    "“",
    "“a:\n",
    "a letter was handed in to the embassy in A, B ",
    "Putin-",
    "the 4th. ",
    "2011-12 ",
    "letter ",
    "Norway\nDear Sir,\n\n",
    "A A A A ",
    ". . . ",
    "”....",
    " \t",
    "3 May 2014\nTo the Minister\n",
    "This was written by Sara Lind and ",
    "A / Image: B\n",
    "\u00a0\n\n",
]
CHAINS = ["y", "st", "aiakh", "'", "Назарбаев, Жаңаөзен and Nazarbayev’s police. "]


def seconds(act: Callable[[], object]) -> float:
    """Of this process alone, and without a collection of what was made before."""
    gc.collect()
    gc.disable()
    try:
        begin = time.process_time()
        act()
        return time.process_time() - begin
    finally:
        gc.enable()


def of(text: str) -> list[Captured]:
    return [Captured("hard.txt", "0" * 64, text)]


def compare(name: str, act: Callable[[str], object], piece: str, size: int) -> float:
    """Prints and returns how much longer four times the text takes."""
    short, long = (
        seconds(lambda length=length: act(piece * (length // len(piece)))) for length in (size, size * 4)
    )
    ratio = long / max(short, 0.001)
    print(f"{ratio:6.1f}  {short:7.3f} s  {long:7.3f} s  {name} {piece[:40]!r}")
    return ratio


def main(folder: Path) -> int:
    if not folder.is_dir():
        print(f"{folder} is no folder of captures; give one as the argument.", file=sys.stderr)
        return 2
    texts = [path.read_text() for path in sorted(folder.glob("*.txt"))]
    captures = [Captured(f"{number}.txt", "0" * 64, text) for number, text in enumerate(texts)]
    print(f"{seconds(lambda: [analyse_page(text) for text in texts]):.2f} s to split {len(texts)} documents")
    print(f"{seconds(lambda: propose(captures, NAMES)):.2f} s to propose everything in them\n")
    print("ratio   once       four times")
    ratios = [compare("propose", lambda text: propose(of(text), NAMES), piece, 8_000) for piece in HARD]
    ratios += [compare("fold", fold_words, piece, 50_000) for piece in CHAINS]
    return int(max(ratios) > LIMIT)


if __name__ == "__main__":
    shared = ROOT.parent / "shared" / "sources"
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else shared))

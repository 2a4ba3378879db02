"""What many pages need and none should fetch each time: kept in the process for two seconds."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Any

SECONDS = 2.0

_values: dict[str, tuple[float, Any]] = {}
_lock = Lock()


def remembered[T](key: str, read: Callable[[], T]) -> T:
    """The value under the key; read again when this process last did so more than two seconds ago."""
    value = _values.get(key)
    if value is None or value[0] < time.monotonic():
        keep(key, read())
        value = _values[key]
    found: T = value[1]
    return found


def keep(key: str, value: Any, *, seconds: float = SECONDS) -> None:
    with _lock:
        _values[key] = (time.monotonic() + seconds, value)


def forget() -> None:
    """Everything is read again: what an editor saves is on the next page of this process."""
    with _lock:
        _values.clear()

"""Engines on databases of tests, used again by test after test: what SQLAlchemy compiled for one serves the next."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, event, make_url

from crmdesk.server.database import open_database

_idle: dict[str, list[Engine]] = {}
_disposed: list[Engine] = []


def engine_on(url: str) -> Engine:
    """As `open_database`. Once disposed and its test over, the engine is there for another database of its kind."""
    parsed = make_url(url)
    idle = _idle.setdefault(parsed.get_backend_name(), [])
    if not idle:
        return _made(url)
    engine = idle.pop()
    engine.url = parsed.set(drivername=engine.url.drivername)
    return engine


def reuse_disposed() -> None:
    """At the end of a test: whoever disposed of an engine has no more use for it."""
    ended = list(dict.fromkeys(_disposed))
    for engine in ended:
        engine.dispose()  # of what a straggler may have opened since
    _disposed.clear()
    for engine in ended:
        _idle[engine.url.get_backend_name()].append(engine)


def _made(url: str) -> Engine:
    engine = open_database(url)

    @event.listens_for(engine, "do_connect")
    def aim(dialect: Any, record: Any, args: list[Any], parameters: dict[str, Any]) -> None:
        here, more = dialect.create_connect_args(engine.url)
        args[:] = here
        parameters.update(more)

    event.listen(engine, "engine_disposed", _disposed.append)
    return engine

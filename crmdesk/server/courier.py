"""Tells webhooks what changed: threads that look for webhooks with something to tell, and tell it, one after another.

Every process that serves a centre has one; which of them tells a webhook its next message, the database decides. It
judges neither what is told nor what an answer means.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from crmdesk.domain.errors import StorageFault
from crmdesk.server.faults import storage_faults
from crmdesk.server.metrics import Metrics
from crmdesk.server.webhook_messages import Messages
from crmdesk.server.webhook_post import Posts, signed
from crmdesk.server.webhook_queue import WebhookQueue

if TYPE_CHECKING:
    from crmdesk.server.centre import Centre

LOOK_SECONDS = 1.0
"""How long what changed waits to be told, at most, where nothing else holds it up."""
AT_ONCE = 8
"""Webhooks that are told something at the same time."""
_IN_A_ROW = 50
"""Messages after which a webhook lets others go first."""
_LEAVING_SECONDS = 5.0
_REST_SECONDS = 60.0
"""After an error of the server's own, which would come again every second."""

_log = logging.getLogger("crmdesk.server")


class Courier:
    """Tells the webhooks of one centre, within its context."""

    def __init__(
        self, centre: Centre, metrics: Metrics, *, posts: Posts | None = None, look: float = LOOK_SECONDS
    ) -> None:
        """`look` seconds pass from one look to the next."""
        self._centre = centre
        self._metrics = metrics
        self._posts = posts or Posts()
        self._look = look
        self._queue = WebhookQueue(
            centre.engine, centre.tables, centre.audit, now=centre.now, holder=centre.new_id()
        )
        self._ended = threading.Event()
        self._threads: dict[tuple[int, str], threading.Thread] = {}
        self._rest_until = 0.0
        self._looking = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def __enter__(self) -> Courier:
        self._looking.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
        self._looking.join()
        for thread in list(self._threads.values()):
            # One that waits for the system to look a name up cannot be called off; it dies with the process.
            thread.join(_LEAVING_SECONDS)

    def end(self) -> None:
        """Breaks off what is under way; it is told again by whoever serves next. Any thread may call it."""
        self._ended.set()
        self._posts.abort()

    def _run(self) -> None:
        while not self._ended.is_set():
            if time.monotonic() >= self._rest_until:
                self._guarded(self._send_out)
            self._ended.wait(self._look)

    def _send_out(self) -> None:
        self._threads = {key: thread for key, thread in self._threads.items() if thread.is_alive()}
        for key in self._queue.due():
            if key in self._threads or len(self._threads) >= AT_ONCE:
                continue
            work = threading.Thread(
                target=self._guarded, args=(self._tell, *key), name="webhook", daemon=True
            )
            self._threads[key] = work
            work.start()

    def _guarded(self, work: Callable[..., None], *key: object) -> None:
        try:
            with storage_faults():
                work(*key)
        except StorageFault as error:
            _log.info("webhooks wait for the database: %s", error.detail)
        except Exception:  # noqa: BLE001 - the last line of a thread: logged whole, and tried again later
            _log.exception("telling webhooks met an error of the server's own")
            self._rest_until = time.monotonic() + _REST_SECONDS

    def _tell(self, org: int, webhook: str) -> None:
        for _ in range(_IN_A_ROW):
            if self._ended.is_set() or not self._tell_next(org, webhook):
                return

    def _tell_next(self, org: int, name: str) -> bool:
        """Whether there may be more to tell it now."""
        queue, webhook = self._queue, self._queue.find(org, name)
        if webhook is None:
            return False
        message = Messages(self._centre.of(org), org).next(webhook.id, webhook.stretch)
        if message.upto == webhook.stretch.start and message.body is None:
            return False
        if not queue.claim(webhook, message) or message.body is None:
            return False
        headers = signed(message.id, message.body, int(self._centre.now().timestamp()), webhook.secrets)
        answer = self._posts.post(webhook.url, headers, message.body, private=webhook.private)
        if answer.taken:
            self._metrics.told("taken")
            return queue.taken(webhook, message, answer)
        if self._ended.is_set():
            queue.release(webhook)
            return False
        self._metrics.told("failed")
        _log.info("webhook %s did not take a message: %s", webhook.id, answer.words)
        reason = queue.failed(webhook, message, answer)
        if reason is not None:
            self._metrics.told("switched_off")
            _log.warning("webhook %s was switched off: %s", webhook.id, reason)
        return False

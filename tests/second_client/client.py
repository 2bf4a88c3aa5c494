"""A second client: one SQLite file and the standard library, by what docs/sync/messages.md says.

This half talks to the centre, one request at a time; `notebook.py` is what its user reads and writes. It shares no
code with the product and must never begin to.
"""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.second_client import rows
from tests.second_client.notebook import Notebook, instant
from tests.second_client.wire import Line, Offline, Problem, Wire

BATCH_OPS = 200
ROUNDS = 8
"""How often a round may be told to begin anew before it counts as offline."""
EMPTIED = (
    "mutation = json_set(mutation, '$.base', 0, "
    + ", ".join(f"'$.{part}', json('{{}}')" for part in ("set", "add", "remove", "was", "after"))
    + "), verdict = json_set(verdict, '$.lost', json('{}'))"
)
"""What becomes of an edit of a record that was erased."""
Found = tuple[str, str]


class Client(Notebook):
    """One user's copy of the centre. `page_rows`: rows that it asks for at once."""

    def __init__(self, file: Path, url: str, *, page_rows: int = 2000, line: Line | None = None) -> None:
        super().__init__(file)
        self.wire = Wire(url, lambda: self._get("tokens"), self._keep_tokens, line)
        self._page_rows = page_rows
        self._greeting = ""
        self._parted = False
        """The centre has lost the history that `position` lies in; until the snapshot is here it is not shown."""

    def close(self) -> None:
        self.wire.close()
        super().close()

    def _keep_tokens(self, tokens: Any) -> None:
        with self._db:
            self._put(tokens=tokens)

    def sign_in(self, login: str, password: str) -> None:
        asked = {"login": login, "password": password, "device_name": "second client"}
        self._keep_tokens(self.wire.ask("POST", "/v1/sign-in", asked, signed_in=False))

    # A round

    def sync(self) -> None:
        """Everything up and down, and the copy proven equal. Nothing is lost by an `Offline` or `Problem`."""
        for _ in range(ROUNDS):
            try:
                if not self._greeting:
                    self.greet()
                self.push()
                self.pull()
                return
            except Problem as problem:
                if problem.code not in ("handshake", "unknown_replica"):
                    raise
                self._greeting = ""
        raise Offline("the centre asks for one handshake after the other")

    def greet(self) -> None:
        with self._db:
            self._put(next=self._get("next") or secrets.token_hex(32))
        (waits,) = self._db.execute("SELECT min(number) FROM op WHERE verdict IS NULL").fetchone()
        (last,) = self._db.execute("SELECT coalesce(max(number), 0) FROM op").fetchone()
        welcome = self.wire.ask("POST", "/v1/sync/handshake", {
            "protocol": [1, 1], "schema": self._get("schema", ""), "client": "second client",
            "replica": self._get("replica"), "token": self._get("token"), "next": self._get("next"),
            "now": instant(), "confirmed": last if waits is None else waits - 1,
            "position": self._get("position"), "seen": self._get("seen"), "rungs": self._get("rungs", []),
        })  # fmt: skip
        declared = self._declarations(welcome)
        with self._db:
            self._put(token=self._get("next"), next=None, declared=declared, schema=welcome["schema"])
            self._put(fields=rows.fields_print(welcome["fields"] or []), epoch=welcome["head"]["epoch"])
            if welcome["replica"] != self._get("replica"):
                # Numbers belong to a replica; op ids do not.
                self._db.execute("UPDATE op SET number = NULL")
            elif welcome["last_op"] is not None and not self._sent(welcome["last_op"]):
                self._put(replica=None, token=None)
                return  # a copy of somebody: no greeting, so the round shakes hands again
            self._put(replica=welcome["replica"], last_number=welcome["last_number"])
            self._parted = welcome["epoch_changed"]
            if self._parted:
                self._offer_again(welcome["common"]["seq"])
        self._greeting = welcome["greeting"]

    def _declarations(self, welcome: dict[str, Any]) -> dict[str, Any]:
        """The fields of each type: those that the centre's description names, and the organisation's own."""
        if welcome["schema"] == self._get("schema") and rows.fields_print(welcome["fields"]) == self._get(
            "fields"
        ):
            return self._get("declared")  # type: ignore[no-any-return]
        schemas = self.wire.ask("GET", "/v1/openapi.json", signed_in=False)["components"]["schemas"]
        declared = {name.removeprefix("record."): said["properties"]["fields"]["properties"]
                    for name, said in schemas.items() if name.startswith("record.")}  # fmt: skip
        for one in welcome["fields"]:
            if one["live"]:
                declared[one["type"]][one["name"]] = {
                    "x-kind": one["kind"],
                    "x-policy": one["policy"],
                    "x-scale": 2,
                }
        return declared

    def _sent(self, op_id: str) -> bool:
        query = "SELECT 1 FROM op WHERE op_id = ? AND number IS NOT NULL"
        return self._db.execute(query, (op_id,)).fetchone() is not None

    def _offer_again(self, common: int) -> None:
        """The centre lost what came after `common`: what was acknowledged since goes out again, rows come anew."""
        seen_from = self._get("seen_from")
        since = common if seen_from is None else min(common, seen_from)
        for mutation, verdict in self.verdicts():
            unsure = verdict["version"] > since or verdict["outcome"] == "conflict" or verdict["lost"]
            if unsure and verdict["outcome"] != "refused":
                self._db.execute("UPDATE op SET verdict = NULL, number = NULL, done = 0 WHERE op_id = ?",
                                 (mutation["op_id"],))  # fmt: skip
        self._put(seen=None, seen_from=None, snapshot={"cursor": None})

    def push(self) -> None:
        size = BATCH_OPS
        while batch := self._batch(size):
            seen = self._get("seen") or self._position()
            asked = {"replica": self._get("replica"), "epoch": self._get("epoch"), "greeting": self._greeting,
                     "seen": seen, "items": [{"number": n, "mutation": m} for n, m in batch]}  # fmt: skip
            try:
                answer = self.wire.ask("POST", "/v1/sync/push", asked)
            except Problem as problem:
                if problem.status not in (400, 413, 422):
                    raise
                if len({mutation["group"] for _, mutation in batch}) > 1:
                    size = max(1, len(batch) // 2)
                    continue
                answer = {
                    "head": None,
                    "verdicts": [_turned_away(mutation, problem) for _, mutation in batch],
                }
            self._decided(answer, seen)

    def _batch(self, size: int) -> list[tuple[int, dict[str, Any]]]:
        """Whole groups, in order, about `size` edits; numbered for good before they are sent."""
        query = "SELECT mutation FROM op WHERE verdict IS NULL ORDER BY place"
        waiting = [json.loads(text) for (text,) in self._db.execute(query)]
        end = min(size, len(waiting))
        while 0 < end < len(waiting) and waiting[end]["group"] == waiting[end - 1]["group"]:
            end += 1
        with self._db:
            for mutation in waiting[:end]:
                self._db.execute(
                    "UPDATE op SET number = 1 + max(?, (SELECT coalesce(max(number), 0) FROM op))"
                    " WHERE op_id = ? AND number IS NULL", (self._get("last_number"), mutation["op_id"]))  # fmt: skip
        numbers = dict(self._db.execute("SELECT op_id, number FROM op"))
        return [(numbers[mutation["op_id"]], mutation) for mutation in waiting[:end]]

    def _decided(self, answer: dict[str, Any], shown: dict[str, Any] | None) -> None:
        with self._db:
            for verdict in answer["verdicts"]:
                self._db.execute("UPDATE op SET verdict = ?, done = ? WHERE op_id = ?",
                                 (json.dumps(verdict), verdict["outcome"] == "refused", verdict["op_id"]))  # fmt: skip
            if answer["head"] is not None:
                if self._get("seen") is None:
                    self._put(seen_from=shown["seq"] if shown else 0)
                self._put(seen=answer["head"])

    def pull(self) -> None:
        """Pages up to the head of the feed, a snapshot first where one is due; then both ends compare."""
        for mended in (False, True):
            page = self._pull_all()
            sums = self._sums()
            if page["digest"] is None or page["digest"] == rows.root_of(sums):
                return
            if mended:
                raise Offline("this copy differs, and repairing it did not help")
            self._mend(sums)

    def _pull_all(self) -> dict[str, Any]:
        while True:
            if self._get("position") is None or self._get("snapshot") is not None:
                self._snapshot()
            seen = self._get("seen")
            page: dict[str, Any] = self.wire.ask("POST", "/v1/sync/pull", {
                **self._me(), "position": self._get("position"), "scope": self._get("scope"), "rows": self._page_rows,
                "seen": seen, "fields": self._get("fields"), "erased": self._get("erased", 0),
            })  # fmt: skip
            if page["handshake"]:
                raise Problem(409, "handshake", "said by a page")
            if page["resync"]:
                with self._db:
                    self._put(snapshot={"cursor": None})
                continue
            with self._db:
                self._take(page)
                gone = [*page["deleted"], *page["evicted"]]
                self._db.executemany("DELETE FROM row WHERE type = ? AND id = ?", gone)
                self._move_to(page["position"], 0 if page["more"] else page["contains"])
                self._forget(page["erased"])
                if page["erased_upto"] is not None:
                    self._put(erased=page["erased_upto"])
                if seen is not None and seen["seq"] <= page["position"]["seq"]:
                    self._put(seen=None, seen_from=None)
            if not page["more"]:
                return page

    def _position(self) -> dict[str, Any] | None:
        """A place that the centre must hold to be the one of before."""
        return None if self._parted else self._get("position")

    def _me(self) -> dict[str, Any]:
        return {"replica": self._get("replica"), "greeting": self._greeting}

    def _snapshot(self) -> None:
        """Everything in scope, page by page, from where it was left; what did not come is swept with the last page."""
        while True:
            done = self._get("snapshot") or {"cursor": None}
            places = [place for place in (self._position(), self._get("seen")) if place is not None]
            try:
                page = self.wire.ask("POST", "/v1/sync/snapshot", {
                    **self._me(), "cursor": done["cursor"], "rows": self._page_rows, "shown": places,
                })  # fmt: skip
            except Problem as problem:
                if problem.code != "snapshot_gone":
                    raise
                page = None
            with self._db:
                if page is None or done["cursor"] is None:
                    self._db.execute("DELETE FROM came")
                if page is None:
                    self._put(snapshot={"cursor": None})
                    continue
                self._db.executemany("INSERT OR IGNORE INTO came VALUES (?, ?)", self._take(page))
                contains = min(page["contains"], done.get("contains", page["contains"]))
                self._put(snapshot={"cursor": page["cursor"], "contains": contains})
                if page["cursor"] is None:
                    self._db.execute("DELETE FROM row WHERE (type, id) NOT IN (SELECT type, id FROM came)")
                    self._put(snapshot=None, scope=page["scope"])
                    self._move_to(page["position"], contains)
                    self._parted = False
                    return

    def _take(self, page: dict[str, Any]) -> list[Found]:
        """The rows of an answer, each checked against its hash; gives what they are of."""
        sets = {rows.set_number(buckets): json.dumps(buckets) for buckets in page["sets"]}
        taken: list[Found] = []
        for table in page["tables"]:
            for row in table["rows"]:
                cells = dict(zip(table["columns"], row, strict=True))
                row_id, version = cells.pop("id"), cells.pop("version")
                told, lies = cells.pop("_hash"), sets[cells.pop("_set")]
                if told != rows.row_hash(table["type"], row_id, version, cells):
                    raise Offline("a row is not what its hash says")
                self._db.execute("INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?, ?)",
                                 (table["type"], row_id, version, json.dumps(cells), lies))  # fmt: skip
                taken.append((table["type"], row_id))
        return taken

    def _move_to(self, position: dict[str, Any], contains: int) -> None:
        """Rows are the centre's up to `position`: edits with a verdict that they hold are finished."""
        former = self._get("position")
        if former is not None and former["seq"] < position["seq"]:
            ladder = {}
            for seq, tag in [(former["seq"], former["tag"]), *self._get("rungs", [])]:
                if seq < position["seq"]:
                    ladder[(position["seq"] - seq).bit_length()] = (seq, tag)
            self._put(rungs=sorted(ladder.values(), reverse=True))
        self._put(position=position)
        self._db.execute(
            "UPDATE op SET done = 1 WHERE verdict IS NOT NULL"
            " AND (number <= ? OR json_extract(verdict, '$.version') <= ?)", (contains, position["seq"]))  # fmt: skip

    def _forget(self, erased: list[Found]) -> None:
        """Takes out rows of records that were erased, and what was typed into them. The ops themselves stay: `last_op`
        may name one of them, and one without a verdict is still to get it."""
        marks = {(kind, mark) for kind, mark in erased}
        held = self._db.execute("SELECT type, id FROM row UNION SELECT type, id FROM op") if marks else ()
        for kind, row_id in [one for one in held if (one[0], rows.mark_of(*one)) in marks]:
            self._db.execute("DELETE FROM row WHERE type = ? AND id = ?", (kind, row_id))
            self._db.execute(f"UPDATE op SET {EMPTIED} WHERE type = ? AND id = ?", (kind, row_id))

    # Comparing

    def _counted(self) -> list[tuple[str, str, int, list[str]]]:
        query = "SELECT type, id, version, cells, buckets FROM row"
        return [(kind, row_id, rows.row_hash(kind, row_id, version, json.loads(cells)), json.loads(buckets))
                for kind, row_id, version, cells, buckets in self._db.execute(query)]  # fmt: skip

    def _sums(self) -> dict[str, int]:
        sums: dict[str, int] = defaultdict(int)
        for _, _, row_hash, buckets in self._counted():
            for bucket in buckets:
                sums[bucket] = rows.wrapped(sums[bucket] + row_hash)
        return dict(sums)

    def _mend(self, sums: dict[str, int]) -> None:
        """Asks for the leaves that differ, and for the rows in them."""
        told = self.wire.ask(
            "POST", "/v1/sync/digest", {**self._me(), "scope": self._get("scope"), "sums": sums}
        )
        held: dict[tuple[str, int], list[tuple[str, str, int]]] = defaultdict(list)
        for kind, row_id, row_hash, buckets in self._counted():
            for bucket in {*buckets} & told["leaves"].keys():
                held[bucket, rows.leaf_of(row_id)].append((kind, row_id, row_hash))
        theirs = {
            (bucket, leaf): total for bucket, leaves in told["leaves"].items() for leaf, total in leaves
        }
        mine = {key: rows.wrapped(sum(one[2] for one in found)) for key, found in held.items()}
        differ = [key for key in mine.keys() | theirs.keys() if mine.get(key, 0) != theirs.get(key, 0)]
        leaves = [
            {"bucket": bucket, "leaf": leaf, "rows": held.get((bucket, leaf), [])} for bucket, leaf in differ
        ]
        repair = self.wire.ask(
            "POST", "/v1/sync/repair", {**self._me(), "scope": self._get("scope"), "leaves": leaves}
        )
        with self._db:
            self._take(repair)
            self._db.executemany("DELETE FROM row WHERE type = ? AND id = ?", repair["gone"])


def _turned_away(mutation: dict[str, Any], problem: Problem) -> dict[str, Any]:
    return {"op_id": mutation["op_id"], "outcome": "refused", "code": problem.code, "version": 0, "lost": {}}

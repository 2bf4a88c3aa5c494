"""A process that saves edits until it is killed, and prints each op id once it is durable. Run by test_durability."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from crmdesk.domain import edits
from crmdesk.store.replica import Replica
from tests.store.desk import KEY, ids


def main(directory: str, seed: str) -> None:
    replica = Replica.open(Path(directory), KEY, now=lambda: datetime.now(UTC), new_id=ids(int(seed)))
    author = replica.author()
    account = replica.commit(edits.create(author, "account", {"name": "Acme"}))[0]
    print(account.op_id, flush=True)
    number = 0
    while True:
        number += 1
        record = replica.get("account", account.id)
        group = (
            edits.update(author, record, {"industry": f"trade {number}"})
            if number % 2
            else edits.create(author, "task", {"subject": f"task {number}", "account": account.id})
        )
        for saved in replica.commit(group):
            print(saved.op_id, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

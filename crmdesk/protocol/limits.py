"""Sizes that both ends enforce, and the versions they speak."""

from crmdesk.domain.attachments import MAX_BYTES, THUMBNAIL_BYTES

PROTOCOL = (1, 1)
"""Lowest and highest protocol version that this release speaks."""
LINE_REST_SECONDS, LINE_KEPT_SECONDS = 5.0, 75
"""After so long without a request a laptop closes its line, and a centre not before the second. Were both the same, a
request would now and then go into a line that is being closed, and be lost: a busy centre reads late. Proxies before a
centre mostly close theirs after a minute."""
BODY_BYTES = 1024 * 1024
"""Largest request body, before decompression."""
DECOMPRESSED_BYTES = 4 * 1024 * 1024
"""Largest request body after decompression."""
ANSWER_BYTES = 64 * 1024 * 1024
"""Largest answer a laptop accepts after decompression."""
JSON_DEPTH = 64
PUSH_BYTES = 256 * 1024
"""Largest push batch, canonical bytes of its mutations."""
PUSH_ITEMS = 1000
"""Most mutations in a push, those that travel inside another one counted too."""
BUNDLE_OPS = 200
"""Most mutations of one record that travel as one."""
NUMBER_LIMIT = 2**53
"""Highest number under which a laptop sends an edit."""
PAGE_BYTES = 16 * 1024 * 1024
"""Rows of one page, as JSON: so much a laptop holds three times over while it takes a page in."""
PAGE_ROWS = 2_000
"""Rows of a pull page, about: a page ends at a transaction border."""
SNAPSHOT_ROWS = 4_000
"""Rows of a snapshot page: a laptop's first sync holds up to three pages in memory, as bytes and decoded."""
BLOB_BYTES = MAX_BYTES
"""Largest file that may be attached."""
BLOB_THUMBNAIL_BYTES = THUMBNAIL_BYTES
BLOB_PART_BYTES = 256 * 1024
"""Bytes of a file that are kept durably at a time: a break costs at most what came after the last such part."""
BLOB_CHECKS = 500
"""Hashes that one request may ask about."""

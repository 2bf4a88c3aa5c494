"""Lists of records of any type: virtual, sorted, filtered, edited in place, kept as views."""

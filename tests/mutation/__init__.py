"""Whether the tests of a pure module notice when it is changed: small mistakes, planted one at a time."""

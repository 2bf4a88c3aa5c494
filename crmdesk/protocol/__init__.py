"""Every message between laptop and centre, with its limits, versions and problem codes; knows no transport."""

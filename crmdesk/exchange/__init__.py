"""In and out of the organisation's data: files are read, mapped and compared here; look-ups are passed in, no SQL."""

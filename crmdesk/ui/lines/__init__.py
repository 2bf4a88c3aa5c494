"""Lines of products, edited in place by keyboard: the same card on the page of an opportunity, a quote and a visit."""

"""Lines of products, edited in place by keyboard: the same card on the page of an opportunity and of a quote."""

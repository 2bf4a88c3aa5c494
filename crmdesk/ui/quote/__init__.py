"""The page of one quote: what is offered and for how much, how far it is, and the document that the customer gets."""

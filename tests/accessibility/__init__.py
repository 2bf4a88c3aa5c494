"""Every screen of the gallery, looked at as people who cannot see, hear or point as others do meet it."""

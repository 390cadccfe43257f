"""The office's page: a thin mouth on pipeline, batch and register for people without a terminal, and a JSON API."""

"""docgen: one structured dataset in, every official document (公文) of an office out, as DOCX and PDF."""

__version__ = "0.1.0"

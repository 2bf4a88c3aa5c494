"""CRMDesk, an offline-first desktop CRM. This file owns the version and nothing else."""

__version__ = "0.1.0"

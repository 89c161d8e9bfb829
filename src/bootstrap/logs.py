"""Structured logs: readable on a terminal, JSON lines elsewhere, in UTC."""

import logging
import sys

import structlog


def configure(level: str) -> None:
    """Log to standard error.

    Values are quoted or escaped, so that no input can forge a line. Tracebacks are without local
    variables: those hold passwords and tokens.
    """
    pretty = sys.stderr.isatty()
    renderer = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if pretty
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([] if pretty else [structlog.processors.format_exc_info]),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )

"""Rows and selects of whatever columns: SQLAlchemy counts them in its types, which is more than we need."""

from typing import Any

from sqlalchemy import Row, Select

AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]

"""What all published records share: they are immutable, and readers of them are open."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]


Offset = Annotated[int, Field(ge=0)]


class Record(BaseModel):
    """Base of all records: immutable, fields documented by their docstrings, unknown fields of
    later versions kept.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        use_attribute_docstrings=True,
        populate_by_name=True,
        serialize_by_alias=True,
    )

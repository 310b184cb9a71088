"""From a schema's complaint to a sentence that an analyst can act on."""

from __future__ import annotations

from pydantic import BaseModel, ValidationError

from roi_model.inputs.refusal import nearest

PREFIX = "Value error, "


def sentences(error: ValidationError, place: str, schema: type[BaseModel]) -> list[str]:
    """Return one sentence for each problem of an entry, each beginning with its place.

    Parameters
    ----------
    error
        What the schema found.
    place
        File and entry, such as ``"debt_advice.yaml, advice_cost"``.
    schema
        The schema, whose fields give the nearest spelling of an unknown one.
    """
    return [f"{place}: {_sentence(detail, schema)}." for detail in error.errors()]


def _sentence(detail: object, schema: type[BaseModel]) -> str:
    assert isinstance(detail, dict)
    field = ".".join(str(part) for part in detail["loc"]) or "the entry"
    found, kind = detail.get("input"), detail["type"]
    if kind == "missing":
        return f"{field} is missing"
    if kind == "extra_forbidden":
        guess = nearest(str(detail["loc"][-1]), _fields(schema, detail["loc"][:-1]))
        return f"{field} is not a known field" + (f"; did you mean '{guess}'" if guess else "")
    if kind == "enum":
        return f"{field} is '{found}'; allowed: {detail['ctx']['expected']}"
    message = str(detail["msg"])
    if message.startswith(PREFIX):
        return message.removeprefix(PREFIX).rstrip(".")
    return f"{field} is {found!r}; {message[0].lower()}{message[1:]}"


def _fields(schema: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    """Return the fields of the part of a schema that a place leads to."""
    for part in place:
        field = schema.model_fields.get(str(part))
        inner = field.annotation if field is not None else None
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            schema = inner
    return list(schema.model_fields)

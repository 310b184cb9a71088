"""From a schema's complaint to a sentence that an analyst can act on."""

from __future__ import annotations

from pydantic import BaseModel, ValidationError

from roi_model.inputs.refusal import nearest

PREFIX = "Value error, "
# What the schema library calls its complaints, in words for people who do not program.
PLAIN = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "names with values",
    "mapping_type": "names with values",
    "model_type": "names with values",
}


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
    first = {_place_of(detail["loc"]): detail for detail in reversed(error.errors())}
    said = reversed([_sentence(detail, field, schema) for field, detail in first.items()])
    return [f"{place}: {sentence}." for sentence in said]


def _place_of(parts: tuple[int | str, ...]) -> str:
    """Return where a value stands; of the kinds that a value may be, the schema names each it has tried last."""
    kept = parts[:-1] if parts[1:] and parts[-1] in {"int", "float", "str"} else parts
    return ".".join(str(part) for part in kept) or "the entry"


def _sentence(detail: object, field: str, schema: type[BaseModel]) -> str:
    assert isinstance(detail, dict)
    found, kind = detail.get("input"), detail["type"]
    if kind == "missing":
        return f"{field} is missing"
    if kind == "extra_forbidden":
        guess = nearest(str(detail["loc"][-1]), _fields(schema, detail["loc"][:-1]))
        return f"{field} is not a known field" + (f"; did you mean '{guess}'" if guess else "")
    if kind == "enum":
        return f"{field} is '{found}'; allowed: {detail['ctx']['expected']}"
    if kind in PLAIN:
        return f"{field} is {found!r}; it must be {PLAIN[kind]}"
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

"""The base of every model: frozen, closed to unknown keys, and aware of its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, model_validator
from pydantic_core import PydanticCustomError

from generator.model.origin import OriginMap, locate
from generator.problems import Place


class Model(BaseModel):
    """A frozen part of the vocabulary. Equality is of content, never of place."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, arbitrary_types_allowed=True
    )

    __slots__ = ("_origin",)  # a private attribute would cost a dictionary for each model
    if TYPE_CHECKING:
        _origin: OriginMap

    @model_validator(mode="wrap")
    @classmethod
    def _keep_origin(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(data, OriginMap):
            model = handler(data)
            _share_names(model)
            return model
        data.owner = cls
        model = handler(data)
        object.__setattr__(model, "_origin", data)
        _share_names(model)
        return model

    def place_of(self, *keys: str | int, at_key: bool = False) -> Place:
        """Where this model, or the value under ``keys``, was written."""
        origin: OriginMap | None = getattr(self, "_origin", None)
        return Place("?") if origin is None else locate(origin, keys, at_key=at_key)

    def mapping_of(self, key: str) -> OriginMap | None:
        """What was written under a key, where that is a mapping."""
        origin: OriginMap | None = getattr(self, "_origin", None)
        found = origin.children.get(key) if origin is not None else None
        return found if isinstance(found, OriginMap) else None

    def __copy__(self) -> Self:
        """A copy was written where the original was."""
        copied = super().__copy__()
        origin = getattr(self, "_origin", None)
        if origin is not None:
            object.__setattr__(copied, "_origin", origin)
        return copied

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """All that it says: digests of views are made of it, and pydantic takes its time."""
        said = self.__dict__
        fields = (f"{key}={said[key]!r}" for key in type(self).__pydantic_fields__ if key in said)
        return f"{type(self).__name__}({', '.join(fields)})"


_NAMES: dict[frozenset[str], set[str]] = {}


def _share_names(model: BaseModel) -> None:
    """One set of names for all models that were given the same fields: each takes 200 bytes."""
    names = model.__pydantic_fields_set__
    object.__setattr__(model, "__pydantic_fields_set__", _NAMES.setdefault(frozenset(names), names))


def fault(code: str, **values: object) -> PydanticCustomError:
    """A refusal by one of our own rules; ``load.explain`` has its words under ``code``."""
    return PydanticCustomError(code, code, values)


def parts(value: object) -> Iterator[Model]:
    """A model and every model inside it, depth first."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Model):
            yield item
            held = item.__dict__
            waiting += [held[name] for name in holders(type(item)) if held[name] is not None]
        elif isinstance(item, tuple | list):
            waiting += item
        elif isinstance(item, dict):
            waiting += item.values()


@cache
def holders(kind: type[Model]) -> tuple[str, ...]:
    """Fields of a model that can hold another: the walk looks into no others."""
    fields = kind.model_fields.items()
    return tuple(name for name, field in fields if _can_hold(field.annotation))


def _can_hold(annotation: object) -> bool:
    """Whether a value of a type can be a model, or have one in it."""
    if isinstance(annotation, type) and not get_args(annotation):
        return issubclass(annotation, Model | dict | list | tuple) or annotation is object
    if get_origin(annotation) is Annotated:
        return _can_hold(get_args(annotation)[0])
    if inner := get_args(annotation):
        return any(map(_can_hold, inner))
    return annotation is not Ellipsis and not isinstance(annotation, str)

"""`config.yaml` with the settings of plug-ins: each has a key of its own, checked by its model."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pydantic import Field, create_model

from zhuanlan.core.i18n import N_
from zhuanlan.core.registry import KEPT, Registry
from zhuanlan.model.config import Config
from zhuanlan.model.fields import fields_of


@lru_cache(KEPT)
def config_model(registry: Registry) -> type[Config]:
    """Return the model of `config.yaml` with what plug-ins add; raises ProblemError."""
    if not registry.settings:
        return Config
    keys: dict[str, Any] = {}
    for key, model in registry.settings.items():
        if key in Config.model_fields:
            message = N_("registers the {kind} “{name}”, which zhuanlan has")
            raise registry.settings.problem(key, message, N_("choose another name"))
        about = (inspect.getdoc(model) or key).partition("\n")[0]
        fields = fields_of(model).items()
        examples = {name: field.examples[0] for name, field in fields if field.examples}
        needed = any(field.is_required() for _, field in fields)
        about = about if ": " in about else f"{key}: {about}"
        default = ... if needed else model()
        # pydantic leaves a description out that is also the model's own
        keys[key] = (model, Field(default, description=f"{about} ", examples=[examples]))

    class Extended(Config):
        def __reduce__(self) -> tuple[Callable[..., Config], tuple[Registry, Any]]:
            return _unpickled, (registry, self.__getstate__())

    return create_model("Config", __base__=Extended, **keys)


def _unpickled(registry: Registry, state: Any) -> Config:
    """Make settings in another process; the registry comes first, and with it the plug-ins."""
    model = config_model(registry)
    config = model.__new__(model)
    config.__setstate__(state)
    return config

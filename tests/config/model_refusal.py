"""What a model says to values that it refuses, without a file around them."""

from typing import Any

import pytest
from pydantic import ValidationError

from config.model import ConfigModel


def refusal(model: type[ConfigModel], **values: Any) -> str:  # noqa: ANN401  # whatever YAML holds
    """A line for each mistake."""
    with pytest.raises(ValidationError) as refused:
        model.model_validate(values)
    return "\n".join(error["msg"] for error in refused.value.errors())

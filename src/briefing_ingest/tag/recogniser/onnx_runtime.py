"""The one door to onnxruntime, so that it reports to nobody.

Left to itself, onnxruntime reports to its maker: while it is imported it makes a database in the
user's home, with an id of the device and the path of the interpreter, and some seconds later it
asks for the host that events go to. Only this variable of the environment, set before the import,
stops both; ``disable_telemetry_events()`` stops neither.
"""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType
from typing import Final

_SWITCH: Final = "ORT_DISABLE_TELEMETRY"


def stop_telemetry() -> None:
    """See to it that onnxruntime, whoever imports it in this process or in a child from now on,
    reports nothing.
    """
    os.environ[_SWITCH] = "1"


def onnx_runtime(part: str = "") -> ModuleType:
    """The module onnxruntime, or its submodule ``part``, imported with its telemetry off.

    Raises:
        ImportError: it is not installed.
    """
    stop_telemetry()
    import onnxruntime

    whole: ModuleType = onnxruntime
    return import_module(f"{whole.__name__}.{part}") if part else whole

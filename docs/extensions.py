"""How the reference is read from the source, where mkdocstrings alone would show it otherwise."""

import re
from typing import Any

import griffe

_DOCTEST = re.compile(r"^( *)>>> .*(?:\n(?! *$).*)*", re.MULTILINE)


class FenceDoctests(griffe.Extension):
    """Sets a fence around each doctest of a docstring, from `>>> ` to the next blank line."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        if obj.docstring is not None:
            obj.docstring.value = _DOCTEST.sub(r"```pycon\n\g<0>\n```", obj.docstring.value)


class PreferFunctions(griffe.Extension):
    """Shows a function of the package and not the module of the same name, as `from layoutfix import edits` does."""

    def __init__(self) -> None:
        self.functions: list[griffe.Function] = []

    def on_function_instance(self, *, func: griffe.Function, **_: Any) -> None:
        if func.parent is not None and func.parent.is_package:
            self.functions.append(func)

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        for member in pkg.members.values():
            if isinstance(member, griffe.Alias) and member.target_path.startswith(pkg.path):
                member.resolve_target()  # while the module can still be found by its name
        for function in self.functions:
            pkg.set_member(function.name, function)

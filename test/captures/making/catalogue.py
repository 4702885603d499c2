# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of all synthetic captures: name -> builder."""

from . import (broken, crowd, icmp, plain, sharing, signalling, silent,
               tunnels, turn, turn_tcp)

MODULES = (plain, tunnels, turn, turn_tcp, sharing, icmp, signalling, broken,
           silent, crowd)


def _named(case):
    if callable(case):
        return case.__name__.replace("_", "-"), case
    return case


def catalogue():
    builders = {}
    for module in MODULES:
        for name, build in map(_named, module.CASES):
            assert name not in builders, "two captures named " + name
            builders[name] = build
    return builders


def build(name):
    capture = catalogue()[name]()
    assert capture.name == name, (capture.name, name)
    return capture

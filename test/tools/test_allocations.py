# SPDX-License-Identifier: GPL-2.0-or-later
"""test/bench/allocations.py, on what heaptrack might say."""
import sys

from conftest import PROJECT

sys.path.insert(0, str(PROJECT / "test" / "bench"))
from allocations import own_bytes                       # noqa: E402

FILES = {"media_watch.c", "call_list.c"}


def test_who_asked():
    assert own_bytes([
        "main;watch (media_watch.c);g_malloc; 8",
        "main;watch (media_watch.c);wmem_alloc0;0x7f01;g_malloc; 16",
        "main;watch (media_watch.c);g_array_set_size;0x7f02;g_realloc; 32",
        "main;row (call_list.c);g_ptr_array_add; 1",
    ], FILES) == {"watch": 56, "row": 1}


def test_what_others_asked_for():
    assert own_bytes([
        "main;watch (media_watch.c);0x7f03;0x7f04;wmem_alloc;0x7f01;g_malloc; 8",
        "main;watch (media_watch.c);call_dissector;g_malloc; 16",
        "main;watch (other.c);g_malloc; 32",
        "g_malloc; 64",
    ], FILES) == {}

# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/analysis/follow: which calls are over, and which came out before."""
import json
import sys

from conftest import PROJECT

sys.path.insert(0, str(PROJECT / "tools/analysis"))
from follow.calls import IDLE_S, SETTLED_S, Call, Known  # noqa: E402
from follow.lines import part_of  # noqa: E402


def call(verdict="normal", messages=("INVITE",), up=1.0, **stream):
    report = {"capture": {"start": "1970-01-01T00:00:00.000000000Z"},
              "streams": [dict({"start": "1970-01-01T00:00:01.000000000Z",
                                "duration": 9.0, "frame": 4, "ssrc": "0x1",
                                "source": "a", "destination": "b"}, **stream)]}
    return Call(report, {
        "start": "1970-01-01T00:00:00.500000000Z", "duration": 5.0, "frame": 7,
        "call.verdict": verdict, "signalling": bool(messages), "up": up,
        "streams": [0], "sip": [
            {"since_start": n, "source": "a", "destination": "b", "what": what}
            for n, what in enumerate(messages)]})


def test_over():
    """The media of this call ended after 10 s."""
    assert (call().frame, call().end_ns) == (4, 10 * 10**9)
    assert not call().is_over(10 + SETTLED_S - 1)
    assert call().is_over(10 + SETTLED_S)
    assert call().is_over(-SETTLED_S * 2)
    up = call("capture-ended")
    assert not up.is_over(10 + IDLE_S - 1) and not up.is_over(-2 * IDLE_S)
    assert up.is_over(10 + IDLE_S)
    assert call("capture-ended", up=None).is_over(10 + 300)
    assert call("capture-ended", messages=()).is_over(10 + 300)


def test_what_is_left_of_a_call_is_known():
    known = Known()
    known.change([call(messages=("INVITE", "BYE"))], 3, 0)
    known = Known(json.loads(json.dumps(known.rows)))
    assert known.has(call(messages=("INVITE",)))
    assert not known.has(call(messages=("ACK",)))
    assert known.has(call(messages=()))
    assert not known.has(call(messages=(), ssrc="0x2"))
    later = "1970-01-01T00:01:00.000000000Z"
    assert not call(messages=(), start=later).start_ns > 10**9
    known.change([], 5, 4)
    assert not known.has(call(messages=("INVITE",)))


def test_a_part_counts_findings_anew():
    streams = [{"stream": n, "findings": found} for n, found in
               enumerate([[0], [3], [2]])]
    report = {"streams": streams, "findings": ["a", "b", "c", "d"],
              "qoe": [{"call": 1}, {"call": 7}]}
    part = part_of(report, {"call": 7, "streams": [1, 2], "findings": [1, 3]})
    assert part == {
        "call": {"call": 7, "streams": [1, 2], "findings": [0, 2]},
        "streams": [{"stream": 1, "findings": [2]},
                    {"stream": 2, "findings": [1]}],
        "findings": ["b", "c", "d"], "qoe": [{"call": 7}]}

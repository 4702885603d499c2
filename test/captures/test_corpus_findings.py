# SPDX-License-Identifier: GPL-2.0-or-later
"""What the module finds in each call of the corpus is what its label says.

Labels come from the way a call was made. So this checks the module's judgement
and, with the many normal calls, that it stays silent.
"""

import collections

import pytest

from findings import reported

GRAVE = ("Warn", "Error")


def calls_of_frames(tshark, path, options):
    """frame -> index of its first call, and index -> Call-ID."""
    done = tshark.start(["-n", "-r", path, "-Y", "lync.call", "-T", "fields",
                         "-e", "frame.number", "-e", "lync.call",
                         "-e", "sip.Call-ID"] + options)
    assert done.returncode == 0, done.stderr
    frames, call_ids = {}, {}
    for row in done.stdout.splitlines():
        frame, calls, ids = row.split("\t")
        frames[int(frame)] = calls.split(",")[0]
        for call, call_id in zip(calls.split(","), ids.split(",")):
            if call_id:
                call_ids[call] = call_id
    return frames, call_ids


def found_by_call(tshark, path, label_of, options):
    """Call-ID of the label -> names of its findings at Warn and above."""
    frames, call_ids = calls_of_frames(tshark, path, options)
    found = collections.defaultdict(set)
    for finding in reported(tshark, path, options):
        if finding.severity in GRAVE:
            # A finding on a frame of no call fails here: none is expected.
            label = label_of[call_ids[frames[finding.frame]]]
            found[label["call_id"]].add(finding.name)
    return found


@pytest.mark.parametrize("options", [[], ["-2"]], ids=["one-pass", "two-pass"])
def test_findings_are_those_of_the_labels(tshark, labels, options):
    assert len(labels.calls) >= 200
    for file in labels.files:
        found = found_by_call(tshark, tshark.readable(file),
                              labels.of_file(file.name), options)
        wrong = [(call["kind"], call["call_id"], set(call["findings"]),
                  found[call["call_id"]])
                 for call in labels.calls if call["file"] == file.name and
                 set(call["findings"]) != found[call["call_id"]]]
        assert not wrong, wrong[:5]


def fields(tshark, path, wanted, *names):
    done = tshark.start(["-n", "-r", path, "-Y", wanted, "-T", "fields"] +
                        [word for name in names for word in ("-e", name)])
    assert done.returncode == 0, done.stderr
    # From 4.2 on a boolean is "True", not "1".
    return collections.Counter(
        done.stdout.replace("\tTrue\t", "\t1\t").splitlines())


def test_registrations_and_keep_alives(tshark, labels):
    """making/noise.py: REGISTERs of 7200 s, ms-keep-alive of 300 s."""
    path = tshark.readable(labels.files[0])
    rows = fields(tshark, path, 'sip.CSeq.method == "REGISTER"',
                  "sip.Status-Code", "lync.register.expires",
                  "lync.keep_alive.role", "lync.keep_alive.hop_hop",
                  "lync.keep_alive.timeout")
    assert set(rows) == {"\t7200\tUAC\t1\t", "200\t7200\tUAS\t1\t300"}
    assert len(set(rows.values())) == 1


def test_reasons_of_ends(tshark, labels):
    """Q.850 17 of a busy callee, SIP 408 of a missed refresh, and the
    diagnostics of a Mediation Server and a client."""
    path = tshark.readable(labels.files[0])
    busy = fields(tshark, path, "lync.reason.cause == 17", "sip.Status-Code",
                  "lync.reason.protocol")
    assert set(busy) == {"486\tQ.850"}
    assert set(fields(tshark, path, "lync.reason.cause == 408",
                      "sip.Method")) == {"BYE"}
    assert set(fields(tshark, path, "lync.diagnostics.id",
                      "sip.Method", "lync.diagnostics.header")) == {
        "BYE\tms-client-diagnostics", "BYE\tms-diagnostics"}

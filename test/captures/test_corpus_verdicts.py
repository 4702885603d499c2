# SPDX-License-Identifier: GPL-2.0-or-later
"""The verdict on each call of the corpus matches what its script did."""

import collections

from reports import document

VALUES = ("normal", "media-timeout", "session-expired", "refused", "cancelled",
          "failed", "no-ack", "capture-ended", "up")


def rows(tshark, path, options, wanted, *names):
    """The fields of the frames that pass, each a list, one tuple per frame."""
    done = tshark.start(["-n", "-r", path, "-Y", wanted, "-T", "fields"] +
                        [word for name in names for word in ("-e", name)] +
                        options)
    assert done.returncode == 0, done.stderr
    return [tuple(field.split(",") if field else []
                  for field in line.split("\t"))
            for line in done.stdout.splitlines()]


def of_messages(tshark, path, options):
    """(Call-ID, number, verdict) of each SIP message of a call, and
    (Call-ID, None) where it has none."""
    found = []
    for ids, calls, verdicts in rows(
            tshark, path, options, "lync.call && sip", "sip.Call-ID",
            "lync.call", "lync.call.verdict.name"):
        if len(ids) == len(calls):
            if len(verdicts) == len(calls):
                found += zip(ids, calls, verdicts)
            elif len(calls) == 1:
                found.append((ids[0], calls[0], None))
    return found


def test_every_message_has_the_verdict_of_its_label(tshark, labels):
    """Once the capture has been read, on all frames; and all legs of a call
    have one number, which no other call has."""
    numbers, verdicts = collections.defaultdict(set), {}
    path = tshark.readable(labels.files[0])
    label_of = labels.of_file(labels.files[0].name)
    for call_id, number, verdict in of_messages(tshark, path, ["-2"]):
        label = label_of[call_id]
        numbers[label["call_id"]].add(number)
        verdicts.setdefault(label["call_id"], set()).add(verdict)
    assert len(verdicts) == len(labels.calls) >= 200
    wrong = [(call["kind"], call["verdict"], verdicts[call["call_id"]])
             for call in labels.calls
             if verdicts[call["call_id"]] != {call["verdict"]}]
    assert not wrong
    assert all(len(of_one) == 1 for of_one in numbers.values()), [
        of_one for of_one in numbers.values() if len(of_one) > 1]
    assert len(set.union(*numbers.values())) == len(labels.calls)


def test_the_frame_that_ends_a_call_has_the_verdict_at_once(tshark, labels):
    """In one pass: on BYE, CANCEL and failures only."""
    path = tshark.readable(labels.files[0])
    label_of = labels.of_file(labels.files[0].name)
    verdicts = collections.defaultdict(set)
    for call_id, _, verdict in of_messages(tshark, path, []):
        if verdict is not None:
            verdicts[label_of[call_id]["call_id"]].add(verdict)
    for call in labels.calls:
        # Where the INVITE is not answered at all, no frame ends the call.
        expected = set() if call["verdict"] == "capture-ended" or (
            call["kind"] == "unanswered") else {call["verdict"]}
        assert verdicts[call["call_id"]] == expected, call["kind"]


def test_media_has_the_verdict_of_its_call(tshark, labels):
    """lync.call.verdict == "media-timeout" && rtp, and so on for all."""
    path = tshark.readable(labels.files[0])
    verdict_of = {tuple(sorted((media["caller"], media["callee"]))):
                  call["verdict"]
                  for call in labels.calls for media in call["media"]}
    seen = collections.Counter()
    for source, sport, target, tport, verdicts in rows(
            tshark, path, ["-2"], "rtp && ip", "ip.src", "udp.srcport",
            "ip.dst", "udp.dstport", "lync.call.verdict.name"):
        ends = tuple(sorted(("%s:%s" % (source[0], sport[0]),
                             "%s:%s" % (target[0], tport[0]))))
        if ends in verdict_of:
            assert verdicts == [verdict_of[ends]], ends
            seen[verdict_of[ends]] += 1
    assert set(seen) >= {"normal", "media-timeout", "session-expired",
                         "capture-ended"}
    done = rows(tshark, path, ["-2"], 'lync.call.verdict == "media-timeout" '
                "&& rtp && ip", "frame.number")
    assert len(done) == seen["media-timeout"]


def test_calls_that_the_capture_begins_in(tshark, labels):
    """They are up since their first packet: `duration` of the label counts
    from the capture's begin, and speech pauses for 4 s at most. The media of
    most of them is neither marked nor declared in the capture: UDP."""
    path = tshark.readable(labels.files[0])
    rows_of = {row["caller"].split(";")[0].split(":")[1].split("@")[0]: row
               for row in document(tshark, path)["calls"] if row["caller"]}
    known = [(call, rows_of[call["caller"]]) for call in labels.calls
             if call["kind"] == "began-before" and
             rows_of[call["caller"]]["streams"]]
    assert known
    for call, row in known:
        assert 0 <= call["duration"] - row["up"] <= 4.5, row
        assert row["up"] == row["duration"]


def test_a_filter_on_the_verdict_takes_its_values_only(tshark, labels):
    path = tshark.readable(labels.files[0])
    for value in VALUES:
        done = tshark.start(["-r", path, "-c", "1", "-Y",
                             'lync.call.verdict == "%s"' % value])
        assert done.returncode == 0, done.stderr
    done = tshark.start(["-r", path, "-Y",
                         'lync.call.verdict == "media-timout"'])
    assert done.returncode != 0 and "media-timout" in done.stderr


def test_the_number_of_a_verdict_stands_for_its_name(tshark, labels):
    values = [line.split("\t")[2:4] for line in
              tshark.start(["-G", "values"]).stdout.splitlines()
              if line.startswith("V\tlync.call.verdict\t")]
    assert [name for _, name in values] == list(VALUES)
    path = tshark.readable(labels.files[0])
    seen = set()
    for numbers, names in rows(tshark, path, ["-2"], "lync.call.verdict",
                               "lync.call.verdict", "lync.call.verdict.name"):
        seen |= set(zip(numbers, names))
    assert seen <= {(str(int(number, 0)), name) for number, name in values}
    assert len(seen) == len(VALUES) - 1

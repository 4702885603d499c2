# SPDX-License-Identifier: GPL-2.0-or-later
"""The corpus itself, as stock tshark reads it: complete, as labelled, the same
each time. Other tests check what the plugin says about it."""

import collections
import hashlib
import os
import pathlib
import re
import struct
import subprocess
import sys

import pytest

from corpus_labels import VERDICTS, load_labels
from making import corpus, scale

HERE = pathlib.Path(__file__).resolve().parent
NOBODY = 65534
LIMIT_S = 30
# Calls whose SDP excuses silence, and calls whose media stock cannot know
# because the capture lacks their SDP.
EXCUSED = {"hold-inactive", "fax", "rtcp-off"}
UNSEEN = {"began-before"}


def stock(folder, arguments):
    """tshark without the module, as an ordinary user; its lines."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    command = ["tshark"] + [str(argument) for argument in arguments]
    if os.geteuid() == 0:
        os.chown(home, NOBODY, NOBODY)
        command = ["setpriv", "--reuid=%d" % NOBODY, "--regid=%d" % NOBODY,
                   "--clear-groups", "--"] + command
    done = subprocess.run(command, cwd=home, text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={"PATH": os.environ["PATH"], "HOME": str(home),
                               "TZ": "UTC", "LC_ALL": "C.UTF-8",
                               "WIRESHARK_PLUGIN_DIR": str(home)})
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def open_to_all(folder):
    """pytest's folders are its user's alone; stock tshark is run as nobody."""
    for place in (folder, *folder.parents):
        about = place.stat()
        if about.st_uid == os.geteuid() and about.st_mode & 0o005 != 0o005:
            place.chmod(0o755)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The corpus with default settings."""
    made = tmp_path_factory.mktemp("corpus")
    corpus.write_corpus(made)
    open_to_all(made)
    return made


@pytest.fixture(scope="module")
def labels(folder):
    return load_labels(folder)


def fields(folder, wanted, *names):
    arguments = ["-r", folder / "corpus.pcap", "-Y", wanted, "-T", "fields",
                 "-E", "separator=/t"]
    for name in names:
        arguments += ["-e", name]
    return [line.split("\t") for line in stock(folder, arguments)]


# --- labels ------------------------------------------------------------

def test_enough_of_every_verdict(labels):
    count = collections.Counter(call["verdict"] for call in labels.calls)
    assert len(labels.calls) >= 200
    assert set(count) == set(VERDICTS)
    assert min(count.values()) >= 10, count


def test_every_kind_is_there(labels):
    kinds = [kind for kind, _, _ in corpus.KINDS]
    assert len(kinds) == len(set(kinds))
    assert {call["kind"] for call in labels.calls} == set(kinds)


def test_call_ids_are_of_one_call(labels):
    owners = collections.Counter(
        call_id for call in labels.calls for call_id in call["sip_messages"])
    assert set(owners.values()) == {1}


def test_times_are_in_order(labels):
    for call in labels.calls:
        times = [call["start"]]
        if not call["begins_before_capture"]:
            times.append(call["answered"])
        times += [call["ended"], labels.about["files"][0]["end"]]
        times = [time for time in times if time is not None]
        assert times == sorted(times), call
        assert call["duration"] > 0, call


def test_verdict_fits_times(labels):
    never_up = {"refused", "cancelled", "failed"}
    for call in labels.calls:
        if call["verdict"] in never_up:
            assert call["answered"] is None, call
        elif call["verdict"] != "capture-ended":
            assert call["answered"] is not None, call
        assert (call["ended"] is None) == (
            call["verdict"] == "capture-ended"), call


def test_findings_are_of_the_table(labels):
    """Only findings at Warn or above are labelled."""
    table = (HERE.parent.parent / "epan-dissectors" / "core" / "base" /
             "finding_rows.h")
    severity = {name: weight for weight, name in re.findall(
        r'^FINDING\(\w+, (\w+), \w+,\s*"(lync[\w.]+)"', table.read_text(),
        re.M)}
    assert len(severity) > 40
    for call in labels.calls:
        for name in call["findings"]:
            assert severity[name] in ("WARN", "ERROR"), (name, call)


def test_most_normal_calls_are_clean(labels):
    normal = [call for call in labels.calls if call["verdict"] == "normal"]
    clean = [call for call in normal if not call["findings"]]
    assert len(clean) >= 0.8 * len(normal)


# --- the capture -------------------------------------------------------

def test_nothing_malformed(folder):
    assert fields(folder, '_ws.malformed || _ws.expert.severity == "Error"',
                  "frame.number", "_ws.expert.message") == []


def test_every_sip_message_dissects(folder, labels):
    """As many messages of each Call-ID as the scripts wrote."""
    seen = collections.Counter()
    for row in fields(folder, "sip && !icmp", "sip.Call-ID"):
        seen.update(row[0].split(","))
    for call_id, call in labels.of_file("corpus.pcap").items():
        assert seen[call_id] == call["sip_messages"][call_id], call


def test_no_segment_is_left_over(folder):
    assert fields(folder, "tcp && data",
                  "frame.number") == []


def test_frames_are_counted(folder, labels):
    row = labels.about["files"][0]
    assert len(fields(folder, "frame", "frame.number")) == row["frames"]
    assert sum(call["frames"] for call in labels.calls) < row["frames"]
    assert row["octets"] == (folder / row["file"]).stat().st_size


def test_noise_is_there(folder):
    seen = collections.Counter()
    for layers, method, contact in fields(
            folder, 'dns || quic || stun || sip.Method in {"OPTIONS", '
            '"REGISTER"}', "frame.protocols", "sip.Method", "sip.Contact"):
        seen[layers.split(":")[4]] += 1
        seen[method] += 1
        assert (method == "REGISTER") <= bool(contact)
    for wanted in ("dns", "quic", "stun", "OPTIONS", "REGISTER"):
        assert seen[wanted] > 20, seen


# --- media, counted anew from the packets ------------------------------

@pytest.fixture(scope="module")
def arrivals(folder):
    """Media source "address:port" (RTP's) -> [(time_s, is_rtcp)]."""
    out = collections.defaultdict(list)
    for time, v4, v6, port, layers in fields(
            folder, "rtp || rtcp || srtcp", "frame.time_epoch", "ip.src",
            "ipv6.src", "udp.srcport", "frame.protocols"):
        number = int(port) & ~1
        source = "%s:%d" % (v4, number) if v4 else "[%s]:%d" % (v6, number)
        out[source].append((float(time), "rtcp" in layers))
    return out


def sides_of(call, arrivals):
    """What each side of each leg sent, from whatever address."""
    sides = collections.defaultdict(list)
    for row in call["media"]:
        for side in ("caller", "callee"):
            sides[row["leg"], side] += arrivals[row[side]]
    return [sorted(rows) for rows in sides.values()]


def longest_silence_s(rows, start, end):
    times = [start] + [time for time, _ in rows if start < time < end] + [end]
    return max(after - before for before, after in zip(times, times[1:]))


def lacks_rtcp(rows, start, end):
    """RTP more than LIMIT_S after the side's last RTCP, or the answer."""
    last = start
    for time, is_rtcp in rows:
        if is_rtcp:
            last = time
        elif start < time < end and time - last > LIMIT_S:
            return True
    return False


def calls_with_media(labels, arrivals):
    for call in labels.calls:
        if call["answered"] and not UNSEEN & {call["kind"]}:
            sides = sides_of(call, arrivals)
            if any(sides):
                end = call["ended"] or call["start"] + call["duration"]
                yield call, sides, end


def test_silence_is_labelled(labels, arrivals):
    seen = collections.Counter()
    for call, sides, end in calls_with_media(labels, arrivals):
        if call["kind"] in EXCUSED:
            continue
        silent = any(longest_silence_s(rows, call["answered"], end) > LIMIT_S
                     for rows in sides)
        assert silent == ("lync.media_timeout" in call["findings"]), call
        seen[silent] += 1
    assert min(seen[True], seen[False]) > 20, seen


def test_missing_rtcp_is_labelled(labels, arrivals):
    seen = collections.Counter()
    for call, sides, end in calls_with_media(labels, arrivals):
        if call["kind"] in EXCUSED:
            continue
        lacks = any(lacks_rtcp(rows, call["answered"], end)
                    for rows in sides)
        assert lacks == ("lync.rtcp_absent" in call["findings"]), call
        seen[lacks] += 1
    assert seen[True] > 5 and seen[False] > 100, seen


def test_media_timeouts_end_within_5_s(labels, arrivals):
    for call, sides, end in calls_with_media(labels, arrivals):
        if {"lync.media_timeout", "lync.media_timeout.bye"} <= set(
                call["findings"]):
            silence = max(end - max(time for time, _ in rows if time < end)
                          for rows in sides)
            assert LIMIT_S < silence <= LIMIT_S + 5, call


# --- writing -----------------------------------------------------------

def digest(folder):
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file():
            whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()


def command(folder, *arguments):
    """Another process, with another order of hashes."""
    subprocess.run([sys.executable, HERE / "generate_corpus.py", folder,
                    *arguments], check=True, stdout=subprocess.DEVNULL,
                   env=dict(os.environ, PYTHONHASHSEED="7"))
    return digest(folder)


def test_same_octets_again(folder, tmp_path):
    assert command(tmp_path / "again") == digest(folder)


def test_another_seed(tmp_path):
    one = command(tmp_path / "one", "--calls", "80", "--seed", "1")
    two = command(tmp_path / "two", "--calls", "80", "--seed", "2")
    assert one != two


@pytest.mark.parametrize("n_calls", [1, 2, 79, 80, 200, 500])
def test_number_of_calls(n_calls):
    counts = corpus.shares(n_calls)
    assert sum(counts) == n_calls
    if n_calls >= len(corpus.KINDS):
        assert min(counts) >= 1
    if n_calls >= 200:
        calls = corpus.build_calls(n_calls, "x")
        count = collections.Counter(call.verdict for call in calls)
        assert min(count[verdict] for verdict in VERDICTS) >= 10, count


def test_file_per_call(tmp_path):
    corpus.write_corpus(tmp_path, 90, "files", file_per_call=True)
    one = load_labels(tmp_path)
    assert len(one.files) == len(one.calls) == 90
    corpus.write_corpus(tmp_path / "whole", 90, "files")
    whole = load_labels(tmp_path / "whole")
    assert [dict(call, file="") for call in one.calls] == [
        dict(call, file="") for call in whole.calls]


def test_scale(tmp_path):
    """Of each call 7 SIP messages; 2 streams at a time for each call."""
    path = tmp_path / "scale.pcap"
    frames = scale.write_scale(path, 100)
    open_to_all(tmp_path)
    lines = stock(tmp_path, ["-r", path, "-T", "fields", "-e",
                             "frame.protocols", "-e", "rtp.ssrc"])
    assert len(lines) == frames
    kinds = collections.Counter(line.split("\t")[0].split(":")[4]
                                for line in lines)
    assert kinds["sip"] == 7 * 100
    assert set(kinds) == {"sip", "rtp", "rtcp"}
    assert len({line.split("\t")[1] for line in lines} - {""}) == 200


def test_scale_holds_its_streams(tmp_path):
    """40 calls, 10 at a time: after a minute 20 streams, then no more."""
    path = tmp_path / "scale.pcap"
    scale.write_scale(path, 40, 10)
    data, at, seen = path.read_bytes(), 24, collections.defaultdict(set)
    while at < len(data):
        seconds, _, length, _ = struct.unpack_from("<IIII", data, at)
        frame = data[at + 16:at + 16 + length]
        at += 16 + length
        if frame[43] == 0x80 | scale.G729 or frame[43] == scale.G729:
            seen[seconds // 3].add(frame[50:54])
    # Of 60 s a call sends RTP for 58, so one call of ten may be off.
    steady = sorted(seen)[20:60]
    assert all(16 <= len(seen[key]) <= 24 for key in steady), [
        len(seen[key]) for key in steady]

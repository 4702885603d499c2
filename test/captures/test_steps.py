# SPDX-License-Identifier: GPL-2.0-or-later
"""What streams did over time, in the JSON report, against stock tshark."""
import pathlib
from collections import Counter

import pytest

from reports import document
from tshark import STOCK

STACKS = pathlib.Path(__file__).resolve().parent / "stacks"


def stock_times(tshark, path, protocol):
    """By sending host: when its packets came."""
    rows = tshark.start(["-n", "-r", str(path), "-Y", protocol, "-T", "fields",
                         "-e", "frame.time_relative", "-e", "ip.src"],
                        STOCK).stdout
    times = {}
    for row in rows.splitlines():
        time, host = row.split("\t")
        times.setdefault(host, []).append(float(time))
    return times


def steps_of(times, begin, step):
    """How many came in each step; none counts before the first RTP."""
    return Counter(int((time - begin) // step) for time in times
                   if time >= begin)


def written(text):
    numbers = [int(n) for n in (text or "").split()]
    return Counter({i: n for i, n in enumerate(numbers) if n})


@pytest.mark.parametrize("name", [
    "silence-returns", "bridge-mixed-callee", "rtcp-stops-returns"])
def test_steps(tshark, name):
    """Media that is away for 40 s; loss and repeats; RTCP that is away."""
    path = STACKS / (name + ".pcap")
    streams = document(tshark, path)["streams"]
    rtp = stock_times(tshark, path, "rtp")
    rtcp = stock_times(tshark, path, "rtcp")
    assert len(streams) == 2
    for stream in streams:
        host, line = stream["source"].split(":")[0], stream["timeline"]
        begin = rtp[host][0]
        assert stream["timeline.step"] == 1.0  # 32 s to 64 s
        assert written(line["packets"]) == steps_of(rtp[host], begin, 1.0)
        assert written(line["rtcp"]) == steps_of(rtcp[host], begin, 1.0)
        assert sum(written(line["lost"]).values()) == stream["lost"]
        repeats = stream["duplicates"]
        assert sum(written(line["repeats"]).values()) == (
            sum(repeats.values()) - repeats["capture"])

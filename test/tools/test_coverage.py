# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/lib/coverage.py, on what gcovr might say."""
import subprocess
import sys

import pytest

from conftest import PROJECT

HEADING = ("filename,line_total,line_covered,line_percent,"
           "branch_total,branch_covered,branch_percent\n")
SIP = "core/sip/sip_scan.c,60,60,1.0,40,38,0.95\n"
RTP = "core/rtp/rtp_header.c,40,35,0.875,10,7,0.7\n"


def coverage(csv, lines, branches):
    return subprocess.run(
        [sys.executable, PROJECT / "tools/lib/coverage.py",
         f"--least-lines={lines}", f"--least-branches={branches}"],
        input=csv, text=True, capture_output=True)


def test_rooms_are_summed_up_and_all_comes_last():
    result = coverage(HEADING + SIP + RTP + SIP.replace("scan", "body"), 0, 0)
    assert [line.split() for line in result.stdout.splitlines()[1:]] == [
        "rtp 87.5 % of 40 70.0 % of 10".split(),
        "sip 100.0 % of 120 95.0 % of 80".split(),
        "all 96.9 % of 160 92.2 % of 90".split()]


# 95 of 100 lines, 45 of 50 branches.
@pytest.mark.parametrize("lines, branches, status", [
    (95, 90, 0), (95.1, 90, 1), (95, 90.1, 1)])
def test_less_than_the_least_fails(lines, branches, status):
    result = coverage(HEADING + SIP + RTP, lines, branches)
    assert result.returncode == status
    assert ("below" in result.stderr) == bool(status)


def test_nothing_to_sum_up_fails():
    assert coverage(HEADING, 0, 0).returncode == 1

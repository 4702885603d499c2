# SPDX-License-Identifier: GPL-2.0-or-later
"""What the windows of reports have that the text has not, as sharkd shows
them."""

import pathlib
import subprocess

import pytest

from reports import document, sharkd_tables
from sharkd import ask_sharkd

HERE = pathlib.Path(__file__).resolve().parent


def test_the_window_of_the_answer(tshark):
    """A row a fault."""
    path = tshark.readable(HERE / "stacks" / "asterisk-488.pcap")
    answers = ask_sharkd(tshark, path, [
        ("tap", {"tap0": "nstat:lync,answer"})])
    if answers is None:
        pytest.skip("no sharkd")
    table, = answers[0]["taps"][0]["tables"]
    assert table["i"] == [["0", "refused with 488 for opus", "10.135.0.2", "Asterisk",
                           "give both sides a common codec", "certain"]]


def test_what_windows_show_besides(tshark):
    """From a row to its call and back: as in JSON."""
    path = tshark.readable(HERE / "recorded" /
                           "sipp-asterisk-missed-refresh.pcap")
    served = sharkd_tables(tshark, path)
    if served is None:
        pytest.skip("no sharkd")
    read = document(tshark, path)
    shown = subprocess.run(
        tshark.as_user([tshark.program, "-n", "-r", str(path), "-Y",
                        "sip.Call-ID", "-T", "fields", "-e", "sip.Call-ID"]),
        env=tshark.environment_for("stock"), cwd=tshark.folder, text=True,
        stdout=subprocess.PIPE, check=True).stdout.split()
    assert {row["Call-ID"] for row in served["lync,calls"]} == set(shown)
    for name, key in (("lync,streams", "streams"),
                      ("lync,findings", "findings")):
        assert served[name]
        for row, expected in zip(served[name], read[key], strict=True):
            assert row["call"] == str(expected["call"])
    for row in served["lync,findings"]:
        stream = next((one for one in served["lync,streams"]
                       if one["stream"] == row["stream"]), None)
        assert row["stream"] == "-" or stream
        if stream and row["sev"] in ("Warn", "Error"):
            assert row["filter name"][len("lync."):] in stream["findings"]

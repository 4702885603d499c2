# SPDX-License-Identifier: GPL-2.0-or-later
"""What -z lync,trunks reports about the two hosts of a trunk, and what it
advises.

The counts of each end follow from the script of the scene's calls, in
making/trunk_scenes.py: (calls that show the trait, calls that show that it is
missing).
"""

import collections
import pathlib
import re
import subprocess
import sys

import pytest

from corpus_labels import load_labels
from making import trunk_scenes
from sharkd import ask_sharkd
from test_cases import first_cells

HERE = pathlib.Path(__file__).resolve().parent

SERVER, PEER = "192.0.2.1", "198.51.100.2"
LYNC, OCS, NOBODY = "Lync or Skype for Business", "OCS 2007 R2", None

RTCP, HOLD = "sends RTCP with its RTP", "sends RTCP on hold"
MEDIA = "always sends RTP or RTCP"
OFFERED, GRANTED = "asks for session timers", "grants session timers"
REFRESHED, MARKED = "refreshes sessions", "marks its RTP"
OUTLIVED, HOLD_OUTLIVED = "outlived lack of RTCP", "the same on hold"

COMMAND = 'Set-CsTrunkConfiguration -Identity "<IDENTITY>"'
ACTIVE, ON_HOLD = " -RTCPActiveCalls $False", " -RTCPCallsOnHold $False"
TIMER = " -EnableSessionTimer $True"
CONFIG = "MediationServerSvc.exe.config: "

# Every call of n: the server sends RTCP, marks, asks for no timer.
def server(n, **more):
    out = {RTCP: (n, 0), MEDIA: (n, 0), OFFERED: (0, n), MARKED: (n, 0)}
    out.update(more.pop("traits", {}))
    return out


def peer(n, **more):
    out = {RTCP: (n, 0), MEDIA: (n, 0), MARKED: (0, n)}
    out.update(more.pop("traits", {}))
    return out


# name -> software of the server, traits of the server and of its peer, the
# advice, and words of what speaks against it (or why there is none).
EXPECTED = {
    "trunk-no-rtcp": (LYNC, server(3), peer(3, traits={RTCP: (0, 3)}),
                      COMMAND + ACTIVE + ON_HOLD + TIMER,
                      "leaves dead calls up"),
    "trunk-no-rtcp-twice": (LYNC, server(2), peer(2, traits={RTCP: (0, 2)}),
                            None, "too few"),
    "trunk-contradicted": (LYNC, server(4), peer(4, traits={RTCP: (1, 3)}),
                           None, "RTCP came in 1 call and not in 3"),
    "trunk-rtcp": (LYNC, server(3), peer(3), None, "not supported"),
    # 60 s: the check is off, and neither asks for a timer
    "trunk-outlived": (LYNC, server(3),
                       peer(3, traits={RTCP: (0, 3), OUTLIVED: 3}),
                       COMMAND + TIMER, "3 calls went on without RTCP"),
    "trunk-outlived-once": (LYNC, server(4),
                            peer(4, traits={RTCP: (0, 4), OUTLIVED: 1}),
                            None, "1 call went on without RTCP"),
    "trunk-held": (LYNC, server(3, traits={HOLD: (3, 0)}),
                   peer(3, traits={HOLD: (0, 3), MEDIA: (0, 3)}),
                   COMMAND + ON_HOLD + TIMER, "the other check"),
    "trunk-held-on": (LYNC, server(4, traits={HOLD: (4, 0)}),
                      peer(4, traits={HOLD: (0, 4), MEDIA: (0, 4),
                                      HOLD_OUTLIVED: 1,
                                      "outlived lack of media": 1}),
                      None, "1 held call went on without RTCP"),
    # The peer asks by its 2xx: the server asked for none.
    "trunk-never-refreshed": (LYNC, server(3, traits={REFRESHED: (0, 3)}),
                              peer(3, traits={OFFERED: (3, 0)}),
                              COMMAND + TIMER, "<IDENTITY>"),
    "trunk-refreshed-once": (LYNC, server(4, traits={REFRESHED: (1, 3)}),
                             peer(4, traits={OFFERED: (4, 0)}), None,
                             "refreshed 1 session and not 3"),
    "trunk-ocs-silent": (OCS, server(3), peer(3, traits={MEDIA: (0, 3)}),
                         CONFIG + "GatewayIgnoreMediaTimeout=True",
                         "GatewaySessionTimer=False"),
    "trunk-ocs-no-rtcp": (OCS, server(3), peer(3, traits={RTCP: (0, 3)}),
                          None, "not supported"),
    "trunk-ocs-never-refreshed": (
        OCS, server(3, traits={REFRESHED: (0, 3)}),
        peer(3, traits={OFFERED: (3, 0)}),
        CONFIG + "GatewaySessionTimer=True", "answer refreshes"),
    "trunk-no-microsoft": (NOBODY, server(3),
                           peer(3, traits={RTCP: (0, 3)}), None,
                           "not exactly one end"),
    "trunk-unended": (LYNC, server(3), peer(3), None, "not supported"),
    "trunk-one-direction": (LYNC, server(3), {}, None, "not supported"),
    # It does not matter who calls, but only the caller can ask.
    "trunk-both-ways": (LYNC, server(3, traits={OFFERED: (0, 1)}),
                        peer(3, traits={RTCP: (0, 3), OFFERED: (0, 2)}),
                        COMMAND + ACTIVE + ON_HOLD + TIMER,
                        "leaves dead calls up"),
}
WORDS = {"not supported": "no setting is supported by 3 calls",
         "too few": "A trunk is judged from 3 calls on"}
VERDICT_COUNTS = ("dropped for its silence", "ended, not refreshed")


class Trunk:
    """A paragraph of the report."""

    def __init__(self, head):
        self.hosts, self.n_calls = head.group(1, 2), int(head.group(3))
        self.traits, self.software, self.lines = {}, {}, {}


def parse(text):
    """The trunks of a report."""
    trunks, end = [], None
    for line in text.splitlines()[1:]:
        head = re.fullmatch(r"(\S+) - (\S+), (\d+) calls?", line)
        host = re.fullmatch(r"  ([\d.:a-f]+)(?: \((.*)\))?", line)
        row = re.fullmatch(r"    (\S.*?) +(\d+)(?: +(\d+))?", line)
        words = re.fullmatch(r"  (Advice|Basis|Against): (.*)", line)
        if head:
            trunks.append(Trunk(head))
        elif host:
            end = trunks[-1].traits[host.group(1)] = {}
            trunks[-1].software[host.group(1)] = host.group(2)
        elif row and row.group(3):
            end[row.group(1)] = int(row.group(2)), int(row.group(3))
        elif row and row.group(1) not in VERDICT_COUNTS:
            end[row.group(1)] = int(row.group(2))
        elif words:
            trunks[-1].lines[words.group(1)] = words.group(2)
    return trunks


def report(tshark, path, *options):
    done = tshark.start(["-n", "-r", path, "-q", "-z", "lync,trunks"] +
                        list(options))
    assert done.returncode == 0 and not done.stderr, done.stderr
    _, _, trunks = done.stdout.partition("\n\n")    # after the answer
    count = re.match(r"Trunks: (\d+)\n", trunks)
    assert int(count.group(1)) == len(parse(trunks))
    return trunks


@pytest.fixture(scope="session")
def play(tshark, tmp_path_factory):
    """play(name): the report of a scene, and where the capture is."""
    made, folder = {}, tmp_path_factory.mktemp("trunks")

    def get(name):
        if name not in made:
            path = tshark.readable(trunk_scenes.write(name, folder))
            made[name] = path, report(tshark, path)
        return made[name]
    return get


def test_every_scene_has_a_row():
    assert sorted(first_cells("Trunks")) == sorted(trunk_scenes.names())


def test_most_scenes_get_no_advice():
    """Wrong advice costs more than missing advice."""
    silent = [row for row in EXPECTED.values() if row[3] is None]
    assert 2 * len(silent) >= len(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_each_end_does(play, name):
    software, of_server, of_peer, _, _ = EXPECTED[name]
    trunk, = parse(play(name)[1])
    assert trunk.hosts == (SERVER, PEER)
    assert trunk.n_calls == max(sum(row) for row in of_server.values())
    assert trunk.traits == {SERVER: of_server, PEER: of_peer}
    assert trunk.software == {SERVER: software, PEER: None}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_is_advised(play, name):
    _, _, _, command, words = EXPECTED[name]
    trunk, = parse(play(name)[1])
    assert trunk.lines["Advice"] == (command or "none")
    assert WORDS.get(words, words) in trunk.lines["Against"]
    assert trunk.lines["Basis"].startswith("%d calls. " % trunk.n_calls)


def test_two_calls_of_others_are_no_trunk(play):
    assert play("trunk-no-microsoft-twice")[1] == "Trunks: 0\n"


@pytest.mark.parametrize("name", trunk_scenes.names())
def test_every_way_reports_the_same(tshark, play, name):
    path, once = play(name)
    assert report(tshark, path) == once
    assert report(tshark, path, "-2") == once
    with_tree = tshark.start(["-n", "-r", path, "-V", "-z", "lync,trunks"])
    assert with_tree.stdout.endswith("\n" + once)


def test_nothing_without_calls(tshark, generated):
    assert report(tshark, generated("pt-audio-dscp40").capture.path
                  ) == "Trunks: 0\n"


# --- the corpus --------------------------------------------------------

@pytest.fixture(scope="module")
def corpus(tshark, tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    subprocess.run([sys.executable, HERE / "generate_corpus.py", folder],
                   check=True, stdout=subprocess.DEVNULL)
    labels = load_labels(folder)
    path = tshark.readable(labels.files[0])
    return labels.calls, path, report(tshark, path)


def pair_of(call):
    """The hosts of a call with one leg."""
    return frozenset(call[key].rsplit(":", 1)[0].strip("[]")
                     for key in ("caller_address", "callee_address"))


def calls_of_pairs(calls):
    """Of the calls with one leg that were up; what begins with a BYE was not,
    as far as the capture tells."""
    out = collections.defaultdict(list)
    for call in calls:
        if (call["answered"] is not None and call["legs"] == 1 and
                not call["begins_before_capture"]):
            out[pair_of(call)].append(call)
    return out


def is_server(host):
    """making/party.py: Mediation Servers have these addresses alone."""
    return re.fullmatch(r"10\.1\.1\.2\d|2001:db8:1::1[4-8]", host)


def test_corpus_calls(corpus):
    """All calls that were up, each in the trunk of its hosts."""
    calls, _, text = corpus
    wanted = {pair: len(mine) for pair, mine in calls_of_pairs(calls).items()
              if len(mine) >= 3 or any(map(is_server, pair))}
    found = {frozenset(trunk.hosts): trunk.n_calls for trunk in parse(text)
             if not any(host.startswith("10.3.") for host in trunk.hosts)}
    assert found == wanted and len(found) > 30


NO_RTCP = ("rtcp-absent-both", "rtcp-absent", "rtcp-lost")


def test_corpus_rtcp(corpus):
    """No trunk lacks RTCP except in the calls whose script has none."""
    calls, _, text = corpus
    pairs = calls_of_pairs(calls)
    n_lacking = 0
    for trunk in parse(text):
        mine = pairs.get(frozenset(trunk.hosts), [])
        lacking = sum(call["kind"] in NO_RTCP for call in mine)
        for traits in trunk.traits.values():
            assert traits.get(RTCP, (0, 0))[1] <= lacking, trunk.hosts
        n_lacking += sum(rows.get(RTCP, (0, 0))[1]
                         for rows in trunk.traits.values())
    # rtcp-absent 4 and rtcp-lost 3 on one side, rtcp-absent-both 2 on two
    assert n_lacking == 4 + 3 + 2 * 2


def test_corpus_advice(corpus):
    """The only trunk with a command is one where the server did not refresh
    in three calls or more, and never did: kinds dropped-after-*."""
    calls, _, text = corpus
    wanted = {pair for pair, mine in calls_of_pairs(calls).items()
              if sum(call["kind"].startswith("dropped-after")
                     for call in mine) >= 3}
    advised = {frozenset(trunk.hosts): trunk.lines["Advice"]
               for trunk in parse(text) if trunk.lines["Advice"] != "none"}
    assert set(advised) == wanted
    assert all("SessionTimer" in command and "RTCP" not in command
               for command in advised.values())


def test_corpus_in_two_passes(tshark, corpus):
    _, path, text = corpus
    assert report(tshark, path, "-2") == text


def test_window_has_a_row_for_each_trunk(tshark, tmp_path):
    """The trunk of the tutorial: three calls, and what to set."""
    path = tmp_path / "tutorial.pcap.gz"
    trunk_scenes.write_tutorial(path)
    answers = ask_sharkd(tshark, tshark.readable(path),
                         [("tap", {"tap0": "nstat:lync,trunks"})])
    if answers is None:
        pytest.skip("no sharkd")
    row, = answers[0]["taps"][0]["tables"][0]["i"]
    assert row[:3] == ["%s, %s" % (SERVER, PEER), 3,
                       COMMAND + ACTIVE + ON_HOLD + TIMER]

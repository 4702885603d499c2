# SPDX-License-Identifier: GPL-2.0-or-later
"""The docs name what the modules have, and nothing that they lack: fields,
findings, preferences, reports, verdicts. Links lead somewhere."""

import gzip
import json
import pathlib
import re

import pytest

from making.trunk_scenes import write_tutorial
from sharkd import ask_sharkd
from tshark import BOTH
from tutorial import fits, steps

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")]
CORE = ROOT / "epan-dissectors" / "core"
NAME = r"\b(?:lync|hangup)(?:\.[a-z_0-9]\w*)+"
SESSION = "lync.session."   # session-timers.md leaves that out
# Names in the docs that are no field: files; a table of preferences; a finding
# that CONTRIBUTING.md invents.
OTHER = {"lync.so", "hangup.so", "lync.dll", "hangup.dll", "lync.c", "hangup.c", "hangup.md",
         "lync.payload_types", "lync.pt_changed"}
TABLE = re.compile(r'^FINDING\(\w+, (\w+), (\w+), "([^"]+)",\s+"([^"]+)",'
                   r'\s+"([^"]+)"\)', re.M)


def text_of(name):
    return (DOCS / name).read_text()


@pytest.fixture(scope="module")
def names(tshark):
    """The names of all fields and findings; protocols begin with P."""
    rows = [line.split("\t") for line in
            tshark.start(["-G", "fields"], BOTH).stdout.splitlines()]
    return {row[2] for row in rows
            if row[0] == "F" and re.match(r"(lync|hangup)\.", row[2])}


@pytest.fixture(scope="module")
def preferences(tshark):
    lines = tshark.start(["-G", "currentprefs"], BOTH).stdout
    return set(re.findall(r"^#?((?:lync|hangup)\.\w+):", lines, re.M))


@pytest.fixture(scope="module")
def told():
    """Every such name in the docs."""
    return set(re.findall(NAME, "\n".join(
        page.read_text() for page in PAGES)))


def test_version_is_that_of_cmake(tshark):
    version = re.search(r"project\(lync VERSION (\S+)",
                        (ROOT / "CMakeLists.txt").read_text())[1]
    plugins = tshark.plugins(BOTH)
    for module in "lync.so", "hangup.so":
        assert plugins[module].split()[1] == version


def test_every_name_is_in_the_docs(names, told):
    assert len(names) > 90
    timers = {SESSION + word
              for word in re.findall(r"`(\w+)`", text_of("session-timers.md"))}
    assert not names - told - timers


def test_every_name_in_the_docs_exists(names, preferences, told):
    # `lync.session` stands for all that begin so.
    begins = {name.rsplit(".", n)[0] for name in names for n in (1, 2)
              if name.count(".") > n}
    assert not told - names - preferences - begins - OTHER


def test_every_preference_is_in_the_readme(preferences):
    table = set(re.findall(r"^\| `((?:lync|hangup)\.\w+)` \|",
                           (ROOT / "README.md").read_text(), re.M))
    assert len(preferences) >= 12
    assert table - {"lync.payload_types"} == {
        name for name in preferences if name.startswith("lync.")}


def test_reports_are_those_of_tshark(tshark):
    listed = tshark.start(["-z", "help"], BOTH)
    there = set(re.findall(r"^\s*((?:lync|hangup),\w+)",
                           listed.stdout + listed.stderr, re.M))
    assert len(there) >= 9
    for pages in PAGES, [DOCS / "lync-reports.7"]:
        text = "\n".join(page.read_text() for page in pages)
        assert set(re.findall(r"\b((?:lync|hangup),[a-z]+)\b", text)) == there


def test_findings_are_those_of_the_table_in_its_order():
    rows = TABLE.findall((CORE / "base" / "finding_rows.h").read_text())
    assert len(rows) > 50
    sections = re.findall(r"^## (\S+)\n\n(.*)\n\n\*\*Means:\*\* (?s:.*?)"
                          r"\n\n\*\*Looks like:\*\* (?s:.*?)"
                          r"\n\n\*\*Change:\*\* ", text_of("findings.md"), re.M)
    assert sections[-1][0] == "hangup.periodic"
    assert sections[:-1] == [
        (name, "*%s.* %s, %s. Source: %s." % (
            summary, severity.title(), group.title(), source))
        for severity, group, name, summary, source in rows]


def test_verdicts_are_those_of_the_table():
    table = (CORE / "verdict" / "call_verdict.c").read_text()
    verdicts = re.findall(r'= \{"([a-z-]+)", \d+, \d+\}', table)
    assert len(verdicts) >= 8
    assert re.findall(r"^## (.*)", text_of("verdicts.md"), re.M) == [
        *verdicts, "up"]    # the last: host/verdict_shown.c
    for page in "calls.md", "lync-reports.7":
        text = text_of(page).replace("\\-", "-")
        assert all(re.search(r"\b%s\b" % word, text) for word in verdicts)


def anchors(page):
    """What its headings are called in a link."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
            for heading in re.findall(r"^#+ (.*)", page.read_text(), re.M)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    text = re.sub(r"`[^`]*`", "", page.read_text())
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        path, _, anchor = target.partition("#")
        to = (page.parent / path) if path else page
        assert to.exists(), target
        assert not anchor or anchor in anchors(to), target


def test_filters_of_the_list_compile(tshark):
    cells = re.findall(r"^\| [^|]* \| ((?:[^|]|\\\|)*) \|$",
                       text_of("filters.md"), re.M)
    filters = [text.replace("\\|", "|") for cell in cells
               for text in re.findall(r"`([^`]*)`", cell)]
    assert len(filters) > 25
    small = ROOT / "test" / "captures" / "recorded" / "sip-tls.pcap"
    answers = ask_sharkd(tshark, tshark.readable(small),
                         [("check", {"filter": text}) for text in filters],
                         which=BOTH)
    if answers is None:
        pytest.skip("no sharkd")
    assert len(answers) == len(filters)


def test_calls_of_the_tutorial_begin_when_they_began(tshark):
    """200 s apart, while the RTP of the one before has ended: a pause in which
    the clock of the capture might have been set."""
    capture = DOCS / "tutorial.pcap.gz"
    done = tshark.start(["-q", "-z", "lync,json", "-r",
                         tshark.readable(capture)])
    calls = json.loads(done.stdout)["calls"]
    assert [(call["frame"], call["start"]) for call in calls] == [
        (1, "2023-11-14T22:13:20.000000000Z"),
        (451, "2023-11-14T22:16:40.000000000Z"),
        (909, "2023-11-14T22:20:00.000000000Z")]


def test_tutorial_shows_what_tshark_prints(tshark, tmp_path):
    """test/long/packages follows all of it."""
    capture = DOCS / "tutorial.pcap.gz"
    write_tutorial(tmp_path / "tutorial.pcap.gz")
    assert gzip.decompress(capture.read_bytes()) == gzip.decompress(
        (tmp_path / "tutorial.pcap.gz").read_bytes())
    n_compared = 0
    for _, command, expected in steps(text_of("tutorial.md")):
        words = re.findall(r"'[^']*'|\S+", command)
        if words[:2] != ["tshark", "-r"] or "|" in words:
            continue
        done = tshark.start(["-r", tshark.readable(capture)] +
                            [word.strip("'") for word in words[3:]], BOTH)
        assert fits(expected, done.stdout), done.stdout
        assert done.stderr == ""    # 4.6 says what is wrong with dissectors
        n_compared += 1
    assert n_compared == 2

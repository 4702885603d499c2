# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/page: one HTML page of reports, in a real Chromium."""
import json
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from chromium import Chromium
from conftest import PROJECT, Account
from test_summary import call, fault, finding, report, trunk, end

SCRIPT = "<script>alert(1)</script>"
START = datetime(2026, 1, 2, 3, 4, 5)
ROWS = """[...document.querySelectorAll("tr.call")]
    .map(row => row.querySelector(".caller").textContent)"""
STATUS = "document.getElementById('shown').textContent"


def at(seconds):
    return (START + timedelta(seconds=seconds)).isoformat() + ".000000000Z"


def stream(number, source, destination, **more):
    return dict({
        "stream": number, "call": 0, "frame": 9, "start": at(1),
        "duration": 50.0, "ssrc": "0x00000001", "source": source,
        "destination": destination, "media": "audio", "codec": "PCMU",
        "dscp": [40], "packets": 2500, "expected": 2500, "lost": 0,
        "loss.percent": 0.0, "duplicates": {"sender": 0, "network": 3,
                                            "capture": 5}, "receiver": None,
        "rtcp.gaps": [{"start": at(10), "duration": 31.0}],
        "timeline.step": 1.0, "timeline": {
            "packets": "50 " * 20 + "0 " * 10 + "50 " * 20, "repeats": None,
            "lost": "0 0 25", "rtcp": "0 1 0 0 0 0 0 0 0 1"}}, **more)


def message(frame, since_start, way, what, sdp=False):
    ends = ["10.0.0.1:5060", "[2001:db8::1]:5060"]
    return {"frame": frame, "since_start": since_start, "source": ends[way],
            "destination": ends[1 - way], "what": what, "sdp": sdp}


MESSAGES = [message(1, 0.0, 0, "INVITE", True), message(3, 0.25, 1, "180 INVITE"),
            message(5, 2.0, 1, "200 INVITE", True), message(6, 2.1, 0, "ACK"),
            message(77, 52.0, 1, "BYE")]


def first_call(**more):
    """A call with two streams, and findings at 41 s and at the end."""
    return call(0, "media-timeout", [0, 1], start=at(0), duration=52.0,
                up=50.0, caller="sip:alice@x", streams=[0, 1],
                evidence=[{"frame": 77, "what": "BYE"}], sip=MESSAGES, **more)


def quality(**more):
    """What an endpoint reported of its inbound audio in call 0."""
    return dict({"report": 0, "frame": 75, "call": 0, "form": "MS-QoE",
                 "source": "10.0.0.1:5060", "interim": False,
                 "from_uri": "sip:alice@x", "local_agent": "UCCAPI/16.0",
                 "endpoint": "PC7", "lines": [{
                     "label": "main-audio", "ice": "RELAY",
                     "network": "wireless", "vpn": True, "streams": [{
                         "direction": "inbound", "codec": "SIREN",
                         "loss_rate": 0.025, "loss_max": 0.25,
                         "here.expected": 2000, "here.lost": 10,
                         "jitter": 7.0, "round_trip": 131.0,
                         "network_mos": 2.125}]}]}, **more)


def small():
    found = [dict(finding("Error", "lync.media_timeout.bye"), frame=70,
                  time=at(41), since_start=41.0, text="It hung up."),
             finding("Warn", "lync.rtcp_absent"),
             dict(finding("Note", "lync.registration.lapsed"), text="alone")]
    done = report(
        [first_call(), call(1, "normal", start=at(5), duration=9.5,
                            caller="sip:carol@x"),
         call(2, "failed", start=at(3), duration=100.25, caller="sip:bob@x",
              **{"callee.address": "198.51.100.9"})],
        found, [trunk(2, end("10.0.0.1", True), end("192.0.2.7"))],
        [fault("dropped", "Call 0: dropped"), fault("failed", "Call 2: failed")])
    done["capture"]["start"] = at(0)
    done["answer"][1]["calls"] = [2]
    done["streams"] = [
        stream(0, "10.0.0.1:5000", "192.0.2.7:6000"),
        stream(1, "192.0.2.7:6000", "10.0.0.1:5000", lost=25,
               **{"loss.percent": 1.0})]
    return done


def run_page(output, *documents, **options):
    return subprocess.run(
        [sys.executable, PROJECT / "tools" / "page" / "page.py", "-o", output,
         *documents], text=True, capture_output=True, check=False, **options)


@pytest.fixture(scope="module")
def user(workspace):
    return Account("page", workspace)


@pytest.fixture(scope="module")
def browser(user):
    chromium = Chromium(user.home, user.prefix())
    yield chromium
    chromium.close()


@pytest.fixture
def shown(browser, user, tmp_path):
    """shown(document): its page, open in a browser that logged nothing and
    asked for nothing else, but for what its policy blocked."""
    def show(document):
        read = tmp_path / "in.json"
        read.write_text(json.dumps(document))
        made = run_page(tmp_path / "out.html", read)
        assert (made.returncode, made.stderr) == (0, "")
        page = user.write("page.html", (tmp_path / "out.html").read_bytes())
        browser.open(page)
        return browser
    yield show
    assert browser.problems == []
    assert [url[:8] for url in browser.asked.values()] == ["file:///"]


def test_answer_stands_first(shown):
    page = shown(small())
    assert page.run("[...document.querySelectorAll('h1, h2')]"
                    ".map(h => h.textContent)") == [
        "Call analysis", "Answer", "Trunks", "Calls"]
    assert page.run("[...document.querySelectorAll('.faults .line')]"
                    ".map(one => one.textContent)") == [
        "Call 0: dropped", "Call 2: failed"]
    assert page.run("document.querySelectorAll('.faults button')[1].click(),"
                    + ROWS) == ["bob@x"]
    assert page.run("document.querySelector('#answer details').textContent"
                    ).endswith("alone")


def test_sorts_by_each_column_and_by_keyboard(shown):
    page = shown(small())
    assert page.run(ROWS) == ["alice@x", "bob@x", "carol@x"]
    for key, order in {"caller": "abc", "duration": "cab", "start": "abc",
                       "call": "acb", "findings": "acb"}.items():
        callers = page.run(
            f"document.querySelector('[data-sort={key}]').click(), " + ROWS)
        assert "".join(one[0] for one in callers) == order, key
    page.run("document.querySelector('[data-sort=caller]').focus()")
    for order, direction in (("abc", "ascending"), ("cba", "descending")):
        page.press("Enter")
        assert "".join(one[0] for one in page.run(ROWS)) == order
        assert page.run("[...document.querySelectorAll('th[aria-sort]')]"
                        ".map(th => th.getAttribute('aria-sort'))"
                        ".filter(sort => sort !== 'none')") == [direction]


def typed(text):
    return ("var f = document.getElementById('find');"
            f"f.value = {json.dumps(text)};"
            "f.dispatchEvent(new Event('input'));" + ROWS)


def chosen(name, value):
    return (f"var s = document.getElementById('by-{name}'); s.value = '{value}';"
            "s.dispatchEvent(new Event('input'));" + ROWS)


def test_filters(shown):
    page = shown(small())
    assert page.run(typed("CAROL")) == ["carol@x"]
    assert page.run(typed("rtcp_absent alice")) == ["alice@x"]
    assert page.run(typed("rtcp_absent carol")) == []
    assert page.run(STATUS) == "0 of 3 calls"
    assert page.run(typed("")) == ["alice@x", "bob@x", "carol@x"]
    assert page.run(chosen("verdict", "failed")) == ["bob@x"]
    assert page.run(chosen("verdict", "")) == ["alice@x", "bob@x", "carol@x"]
    assert page.run(chosen("trunk", "0")) == ["alice@x", "carol@x"]
    assert page.run(chosen("finding", "0")) == ["alice@x"]


def test_opens_a_call_by_keyboard(shown):
    page = shown(small())
    page.run("document.querySelector('button.open').focus()")
    page.press("ArrowDown")
    page.press("ArrowUp")
    page.press("Enter")
    text = page.run("document.querySelector('tr.detail').innerText")
    for words in ("So it was.", "77 (BYE)", "It hung up.", "at the end",
                  "10.0.0.1:5000", "50.0 s"):
        assert words in text, words
    assert page.run("document.activeElement.getAttribute('aria-expanded')"
                    ) == "true"
    page.press("Escape")
    assert page.run("document.querySelectorAll('tr.detail').length") == 0
    assert page.run("document.activeElement.className") == "open"


def test_timeline_is_to_scale(shown):
    """Of 52 s: RTP from 1 s to 21 s and from 31 s to 51 s, 25 of 75 packets
    lost in the third of these seconds, two of RTCP, none from 10 s to 41 s."""
    page = shown(small())
    page.run("document.querySelector('button.open').click()")
    bars, other, lost, rtcp = (page.run(
        f"[...document.querySelectorAll('.timeline {what}')].map(one =>"
        " one.getBBox()).map(box => [box.x, box.width, box.height])")
        for what in ("rect.caller", "rect.callee", "rect.lost", "line.rtcp"))
    gap = page.run("(box => [box.x, box.width])(document"
                   ".querySelector('.timeline line.norctp').getBBox())")
    second = bars[0][1] / 20
    assert bars == other and len(bars) == 2
    assert bars[1][0] - bars[0][0] == pytest.approx(30 * second)
    assert bars[1][1] == pytest.approx(20 * second)
    assert [x - bars[0][0] for x, *_ in lost] == pytest.approx([2 * second] * 2)
    assert lost[0][1:] == pytest.approx([second, bars[0][2] / 3])
    assert [x - bars[0][0] for x, *_ in rtcp] == pytest.approx(
        [1.5 * second, 9.5 * second] * 2)
    assert gap[1] == pytest.approx(31 * second)
    assert gap[0] - bars[0][0] == pytest.approx(9 * second)
    marks = page.run("[...document.querySelectorAll('.mark rect')]"
                     ".map(one => one.getBBox().x + 8)")
    assert marks[0] - bars[0][0] == pytest.approx(40 * second)
    assert marks[1] - bars[0][0] == pytest.approx(51 * second)
    assert "1.0 % lost \u00b7 3 repeated" in page.run(
        "document.querySelector('.timeline').textContent")


def test_ladder_shows_each_message(shown):
    """By frame and time, an arrow from who sent it to who got it."""
    page = shown(small())
    page.run("document.querySelector('button.open').click()")
    assert page.run("[...document.querySelectorAll('.ladder text.lane')]"
                    ".map(one => one.textContent)") == [
        "10.0.0.1", "2001:db8::1"]
    assert page.run("[...document.querySelectorAll('.ladder text.small')]"
                    ".map(one => one.textContent)") == [
        "1", "0.000", "INVITE (SDP)", "3", "0.250", "180 INVITE",
        "5", "2.000", "200 INVITE (SDP)", "6", "2.100", "ACK",
        "77", "52.000", "BYE"]
    assert page.run("[...document.querySelectorAll('.ladder line.way')].map("
                    "one => Math.sign(one.x2.baseVal.value -"
                    " one.x1.baseVal.value))") == [1, -1, -1, 1, -1]
    ticks = page.run("[...document.querySelectorAll('.timeline line.sip')]"
                     ".map(one => one.x1.baseVal.value)")
    assert (ticks[2] - ticks[0]) / (ticks[4] - ticks[0]) == pytest.approx(
        2 / 52)


@pytest.mark.parametrize("text,seen", [
    (SCRIPT, SCRIPT), ("</script><img src=x onerror=alert(1)>",) * 2,
    ("<!--<script>", "<!--<script>"), ("</script ", "</script "),
    ("<!--<script ", "<!--<script "), ("@details@@script@",) * 2,
    ("a\u202eb\u0007c\u200bd\u2028\u2029", r"a\u{202e}b\u{7}c\u{200b}d"
     r"\u{2028}\u{2029}"), ("\ud800", r"\u{d800}"),
    ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd")])
def test_hostile_texts_are_shown(shown, text, seen):
    """Wherever a packet's words may stand, they are seen and do nothing."""
    document = small()
    document["calls"][0].update(
        caller=text, callee=text, cause=text, advice=text, codec=[text],
        **{"call.verdict": text, "call.condition": text})
    document["findings"][0].update(text=text, advice=text)
    document["findings"][2].update(text=text)
    document["streams"][0].update(codec=text, ssrc=text, quality=text)
    document["answer"][0].update(line=text, harm=text)
    document["trunks"][0].update(settings=[text], basis=text, command=text)
    page = shown(document)
    page.run("document.querySelectorAll('button.open')"
             ".forEach(button => button.click())")
    assert page.run("document.body.textContent.split(" + json.dumps(seen)
                    + ").length") > 20
    assert page.run("document.querySelectorAll('script, img').length") == 3


def test_nothing_runs_or_loads(shown):
    """The policy, and not the escaping alone, forbids it."""
    page = shown(small())
    assert page.run("""new Promise(done => {
        addEventListener("securitypolicyviolation", event =>
            done(event.violatedDirective), {once: true});
        const image = new Image(); image.src = "http://192.0.2.1/";
    })""") == "img-src"
    assert page.run("""new Promise(done => {
        addEventListener("securitypolicyviolation", event =>
            done(event.violatedDirective), {once: true});
        const script = document.createElement("script");
        script.textContent = "ran = true"; document.body.append(script);
    })""") == "script-src-elem"
    assert page.run("typeof ran") == "undefined"
    assert page.blocked == ["http://192.0.2.1/"]
    page.problems.clear()  # what the browser says of the two


def test_ten_thousand_calls(shown):
    document = report([call(i, "failed" if i % 10 == 0 else "normal",
                            caller=f"sip:{i:05}@x") for i in range(10000)])
    page = shown(document)
    assert page.run(STATUS) == "10,000 calls, rows 1 to 100"
    assert page.run("document.querySelectorAll('*').length") < 4000
    assert page.run("after.click()," + STATUS).endswith("rows 101 to 200")
    assert page.run(typed("0999")) == (
        ["09990@x", "00999@x"] + [f"0999{i}@x" for i in range(1, 10)])
    assert page.run("document.querySelector('button.open').click(),"
                    "document.querySelector('h3').textContent"
                    ).startswith("Call 9990: failed")


def test_several_reports_and_a_summary(tmp_path):
    one = tmp_path / "a.json"
    one.write_text(json.dumps(small()))
    made = run_page(tmp_path / "two.html", one, one)
    assert (made.returncode, made.stderr) == (0, "")
    assert (tmp_path / "two.html").read_text().count('"call":0') > 1
    whole = tmp_path / "s.json"
    whole.write_text(json.dumps({
        "schema": "lync-summary/1", "trunks": [], "summary": {}, "captures": [
            {"file": "bad", "problem": "cut short", "report": None},
            {"file": "good", "problem": None, "report": small()}]}))
    made = run_page(tmp_path / "s.html", "-", stdin=whole.open())
    assert (made.returncode, made.stderr) == (0, "")
    assert "cut short" in (tmp_path / "s.html").read_text()
    refused = run_page(tmp_path / "x.html", whole, one)
    assert refused.stderr == (
        f"page: {whole}: a lync-summary/1 must stand alone\n")


@pytest.mark.parametrize("content,says", [
    ("{", "no JSON: "), ("[]", "neither lync-summary/1 nor lync-report/1"),
    ('{"schema":"lync-report/1"}', "has no array calls"),
    ('{"schema":[]}', "neither lync-summary/1 nor lync-report/1"),
    (json.dumps(small()).replace("0 0 25", "0 0 x"),
     "not as the schema has it: "),
    (json.dumps(report([{"call": 1}])), "not as the schema has it: "),
    (json.dumps(report()).replace("0.0", "NaN"), "no JSON: ")])
def test_refuses_what_is_no_report(tmp_path, content, says):
    """In one line, and an earlier page stays."""
    (tmp_path / "in").write_text(content)
    (tmp_path / "out").write_text("earlier")
    made = run_page(tmp_path / "out", tmp_path / "in")
    assert made.returncode == 1 and made.stderr.count("\n") == 1
    assert made.stderr.startswith("page: ") and says in made.stderr
    assert (tmp_path / "out").read_text() == "earlier"


def test_says_what_cannot_be_written_or_read(tmp_path):
    (tmp_path / "in").write_text(json.dumps(small()))
    for output, says in (("/dev/full", "No space left"),
                         (tmp_path / "no" / "out", "No such file")):
        made = run_page(output, tmp_path / "in")
        assert made.returncode == 1 and made.stderr.count("\n") == 1
        assert says in made.stderr
    assert "No such file" in run_page("/dev/null", tmp_path / "none").stderr


def test_what_the_endpoints_say(shown):
    """Beside what the capture lacks: 10 of 2 000 packets."""
    document = small()
    document["qoe"] = [quality(), quality(call=1), quality(
        from_uri=SCRIPT, lines=[])]
    document["streams"][0]["receiver"] = {"reports": 4, "lost": 31.0}
    page = shown(document)
    page.run("toggleCall(0)")
    told = page.run("[...document.querySelectorAll('.opened section')].map("
                    "part => part.innerText).filter(text => "
                    "/^(Streams|Quality)/.test(text))")
    streams, reported = ([line for line in text.split("\n") if line]
                         for text in told)
    assert [line.split("\t")[6:8] for line in streams[1:4]] == [
        ["Missing here", "Missing at receiver"], ["0", "31"], ["25", ""]]
    assert reported[1] == "sip:alice@x, UCCAPI/16.0, PC7, MS-QoE, frame 75"
    assert reported[3].split("\t") == [
        "main-audio", "inbound", "SIREN", "2.5 %", "25 %", "0.5 %", "7.0", "",
        "131", "", "2.13", "RELAY, wireless, VPN"]
    assert reported[4].startswith(SCRIPT)


def test_what_was_given_up_is_said(shown):
    document = small()
    document["capture"].update(complete=False, given_up={"frames": 5000})
    assert ("what was in the first 5,000 frames was given up (tshark -M)" in
            shown(document).run("document.getElementById('answer').innerText"))


@pytest.mark.parametrize("width", [1024, 1150, 1400, 1600])
def test_the_table_is_not_cut(shown, width):
    """With as many columns as there can be, and long texts in them."""
    document = small()
    long = {"caller": "sip:+4930" + "1" * 60 + "@gateway.example.com",
            "codec": ["PCMU", "telephone-event"], "mos": 4.41,
            "loss.percent": 12.5, "call.condition": "20 % of audio lost"}
    document["calls"][0].update(long)
    row = {"file": "some/" + "folder/" * 20 + "x.pcap", "problem": None,
           "report": document}
    page = shown({"schema": "lync-summary/1", "captures": [row, row],
                  "trunks": [], "summary": {}})
    page.call("Emulation.setDeviceMetricsOverride", width=width, height=800,
              deviceScaleFactor=1, mobile=False)
    assert page.run("document.querySelector('table.calls')"
                    ".getBoundingClientRect().right") <= width
    page.call("Emulation.clearDeviceMetricsOverride")

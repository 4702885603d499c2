# SPDX-License-Identifier: GPL-2.0-or-later
"""A run: one sharkd that loads many changed captures, or one tshark."""

import json
import pathlib
import random
import shutil

from . import judge, programs, sources, ways
from .packets import pcap, pcapng

TABLES = ("lync,calls", "lync,streams", "lync,findings", "lync,qoe",
          "lync,trunks", "hangup,services")
TEXTS = TABLES + ("lync,answer",)
DOCUMENTS = ("lync,json", "hangup,json")
FILTERS = ("lync", "lync.finding", "rtp || rtcp || lync", "hangup",
           "lync.call.verdict == \"normal\"", "sip && lync.call",
           "lync.mos < 4", "lync.duplicate", "_ws.expert")
MALFORMED = "_ws.malformed"
PREFERENCES = {
    "decode_dscp": ("TRUE", "FALSE"), "srtp": ("TRUE", "FALSE"),
    "mark_info": ("TRUE", "FALSE"), "dscp_audio": ("", "0-63", "40,46", "0"),
    "dscp_video": ("", "0-63", "24", "34"), "quality_thresholds":
    ("lync2013", "cqd")}
PREFERENCES.update({name: ("0", "1", "3", "30", "4294967295") for name in (
    "dup_burst_count", "dup_burst_window_ms", "rtcp_absence_s",
    "media_timeout_s", "jitter_buffer_ms", "session_grace_s")})
PAYLOAD_TYPES = ('"0","","0","1","audio"\n"114","x-mine","16000","2","audio"\n'
                 '"127","<&\\x22","4294967295","1","video"\n')
MOST_TREES = 4              # of malformed frames and of ours, each
MOST_PACKETS = 250
KINDS = ("sharkd",) * 5 + ("sharkd-leaks", "tshark", "tshark", "tshark-2",
                           "tshark-2")
N_CAPTURES = {"sharkd": 25, "sharkd-leaks": 8}


class Run:
    """What is asked of one program, in a folder of its own; kept when it shows
    something. counted: how many captures it has read."""

    def __init__(self, folder, kind, leaks, own_heap):
        self.folder, self.kind = pathlib.Path(folder), kind
        self.leaks, self.own_heap = leaks, own_heap
        self.counted, self.found = 0, []

    def prepare(self, rng):
        """Makes the folder and its profile."""
        (self.folder / "profile").mkdir(parents=True)
        if rng.random() < 0.5:
            (self.folder / "profile" / "preferences").write_text("".join(
                "lync.%s: %s\n" % choose(rng)
                for _ in range(rng.randint(1, 5))))
        if rng.random() < 0.3:
            (self.folder / "profile" / "lync_payload_types").write_text(
                PAYLOAD_TYPES)
        self.note(kind=self.kind, leaks=self.leaks, own_heap=self.own_heap)

    def note(self, **facts):
        """What a repetition needs to know."""
        (self.folder / "run.json").write_text(json.dumps(facts) + "\n")

    def stderr(self, which="both"):
        """What the program wrote there."""
        return (self.folder / ("stderr-" + which)).read_text(errors="replace")


def run_numbered(sanitized, folder, seed, number):
    """The run of this number; the same for the same seed."""
    rng = random.Random("%d:%d" % (seed, number))
    kind = rng.choice(KINDS)
    leaks = kind == "sharkd-leaks" or kind != "sharkd" and rng.random() < 0.5
    run = Run(folder, kind, leaks, rng.random() < 0.4 and not leaks)
    run.prepare(rng)
    if kind.startswith("sharkd"):
        most = MOST_PACKETS // (4 if leaks else 1)
        files = (changed(rng, run, i, most) for i in range(N_CAPTURES[kind]))
        serve(sanitized, run, rng, files)
    else:
        print_reports(sanitized, run, rng,
                      changed(rng, run, 0, MOST_PACKETS * 2))
    return run


def run_cut(sanitized, folder, files):
    """One sharkd that loads the files, (how many captures, octets) of each."""
    run = Run(folder, "sharkd", False, False)
    run.prepare(random.Random(0))
    serve(sanitized, run, None, (_written(run, i, content) for i, (_, content)
                                 in enumerate(files)))
    run.counted = sum(n_cuts for n_cuts, _ in files[:run.counted])
    return run


def choose(rng):
    """A preference's name and a value of it."""
    name = rng.choice(tuple(PREFERENCES))
    return name, rng.choice(PREFERENCES[name])


def changed(rng, run, number, most):
    """The name of a file with a changed capture."""
    packets, names = ways.mutate(rng, sources.piece(rng, most),
                                 sources.piece(rng, most // 2))
    mixed = len({packet.link for packet in packets}) > 1
    if mixed or rng.random() < 0.2:
        content = pcapng(packets, rng.choice((6, 6, 9, 3, 0)))
    else:
        content = pcap(packets, rng.choice("<>"), rng.choice((1, 1000)))
    if rng.random() < 0.05:
        content = content[:rng.randrange(len(content))]
    elif rng.random() < 0.03:
        content = content[:24] + ways.change_octets(rng, content[24:])
    return _written(run, number, content, "-".join(names))


def _written(run, number, content, what="cut"):
    name = "%03d-%s" % (number, what)
    (run.folder / name).write_bytes(content)
    return name


def serve(sanitized, run, rng, files):
    """Gives sharkd the files, one after the other."""
    server = programs.Sharkd(sanitized, run)
    try:
        for name in files:
            if rng:
                _look_at(server, run, rng, name)
            else:
                _look_shortly(server, run, name)
            run.counted += 1
        status = server.close()
        if status and not (run.leaks and status == programs.ASAN["exitcode"]):
            run.found.append("exit status %d" % status)
    except (programs.Ended, programs.TooLong, ValueError) as problem:
        server.process.kill()
        server.process.wait()
        run.found.append("%s: %s" % (type(problem).__name__, problem))
    run.found += judge.findings(run.stderr())
    if run.found and not judge.names_us("\n".join([run.stderr()] + run.found)):
        if (programs.fails_without(sanitized, run) or
                judge.is_critical(run.stderr("stock"))):
            run.found = []


def _look_shortly(server, run, name):
    if server.load(name):
        server.ask("frames", filter="lync")
        server.ask("tap", **_taps(TABLES[:3]))


def _look_at(server, run, rng, name):
    """Loads, asks as a window does, changes preferences, loads again."""
    for _ in range(rng.choice((0, 0, 1, 3))):
        _set(server, rng)
    if not server.load(name):
        return
    server.ask("frames")
    _trees(server, run, rng, rng.choice(FILTERS))
    _trees(server, run, rng, MALFORMED)
    server.ask("tap", **_taps(TABLES))
    if rng.random() < 0.1:
        server.ask("analyse")
        _set(server, rng)
        server.load(name)
        server.ask("tap", **_taps(rng.sample(TABLES, 2)),
                   filter=rng.choice(FILTERS))


def _set(server, rng):
    name, value = choose(rng)
    server.ask("setconf", name="lync." + name, value=value)


def _taps(tables):
    return {"tap%d" % i: "nstat:" + name for i, name in enumerate(tables)}


def _trees(server, run, rng, display_filter):
    """Trees of some frames that pass the filter."""
    rows = server.ask("frames", filter=display_filter).get("result", [])
    for row in rng.sample(rows, min(len(rows), MOST_TREES)):
        answer = server.ask("frame", frame=row["num"], proto=True,
                            columns=True)
        run.found += judge.bugs(json.dumps(answer))


def print_reports(sanitized, run, rng, name):
    """Has tshark print the packets, the reports, or both."""
    document = rng.choice(DOCUMENTS)
    arguments = ["-n", "-r", name, "-z", document] + [
        word for text in rng.sample(TEXTS, 3) for word in ("-z", text)]
    arguments += ["-2"] if run.kind == "tshark-2" else []
    arguments += rng.choice((["-q"], ["-V"], [], ["-Y", rng.choice(FILTERS)],
                             ["-T", "json"], ["-q", "-z", "expert"]))
    for _ in range(rng.choice((0, 1, 3))):
        arguments += ["-o", "lync.%s:%s" % choose(rng)]
    run.note(kind=run.kind, leaks=run.leaks, own_heap=run.own_heap,
             arguments=arguments, document=document)
    read_once(sanitized, run, arguments, document)


def read_once(sanitized, run, arguments, document):
    """Runs tshark and judges what it says."""
    try:
        status, output = sanitized.run_tshark(run, arguments)
    except programs.TooLong as problem:
        run.found.append("TooLong: %s" % problem)
        return
    run.counted += 1
    text = output.decode(errors="replace")
    run.found += judge.findings(run.stderr()) + judge.bugs(text)
    # 1 and 2: the file ends in the middle of a packet, or is none
    expected = {0, 1, 2} | ({programs.ASAN["exitcode"]} if run.leaks else set())
    if status not in expected:
        run.found.append("exit status %d" % status)
    if run.found and not judge.names_us(run.stderr()):
        plain = [word for word in arguments if not word.startswith("lync.")]
        plain = [word for word in plain if word != "-o"]
        stock, _ = sanitized.run_tshark(run, _without_reports(plain),
                                        programs.STOCK)
        if stock not in expected or judge.is_critical(run.stderr("stock")):
            run.found = []
    if status == 0 and "-q" in arguments and "expert" not in arguments:
        _check_document(run, text, document)


def _without_reports(arguments):
    out, rest = [], iter(arguments)
    for word in rest:
        if word == "-z":
            next(rest)
        else:
            out.append(word)
    return out


def _check_document(run, text, document):
    """The JSON among the reports must be JSON."""
    begin = text.find('{\n')
    try:
        read, _ = json.JSONDecoder().raw_decode(text[begin:])
    except ValueError as problem:
        run.found.append("%s: %s" % (document, problem))
        return
    if "schema" not in read:
        run.found.append("%s: no schema" % document)


def repeat(sanitized, folder, scratch):
    """The run that is kept in folder, once more."""
    shutil.copytree(folder, scratch)
    facts = json.loads((scratch / "run.json").read_text())
    run = Run(scratch, facts["kind"], facts["leaks"], facts["own_heap"])
    if "arguments" in facts:
        read_once(sanitized, run, facts["arguments"], facts["document"])
        return run
    server = programs.Sharkd(sanitized, run)
    try:
        for line in (folder / "requests").read_text().splitlines():
            request = json.loads(line)
            if request["method"] == "load":
                server.load(request["params"]["file"])
                continue
            run.found += judge.bugs(json.dumps(server.ask(
                request["method"], **request["params"])))
        server.close()
    except (programs.Ended, programs.TooLong) as problem:
        run.found.append("%s: %s" % (type(problem).__name__, problem))
    run.found += judge.findings(run.stderr())
    return run

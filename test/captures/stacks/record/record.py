#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Records the calls of calls.py, faulty.py and faulty_media.py.

usage: WORK=... OUT=... ASTROOT=... record.py [-j N] [NAME ...]    (all without a capture, if no NAME)
       record.py --list | --labels
"""
import fcntl, json, os, subprocess, sys, time, traceback

from corrections import corrected

CALLS = {}


def call(name, verdict, stacks, configured, ended_by, findings=(), healthy=None, n_calls=1, rtcp="both", note=None, files=None, path=None, limit=240):
    def keep(fn):
        CALLS[name] = dict(fn=fn, number=len(CALLS) + 1, limit=limit, label={
            "file": name + ".pcap", "stacks": stacks.split(", "), "configured": " ".join(configured.split()), "ended_by": ended_by,
            "verdicts": {"call": verdict}, "n_calls": 1, "legs": n_calls, "findings_true": list(findings),
            "healthy": verdict in ("normal", "cancelled", "capture-ended") and not findings if healthy is None else healthy,
            "loss": None, "rtcp": rtcp if isinstance(rtcp, dict) else {"caller": rtcp in ("both", "caller"), "callee": rtcp in ("both", "callee")},
            **({"path": path} if path else {}), **({"note": " ".join(note.split())} if note else {})}, files=files)
        return fn
    return keep


def free_number(first):
    """a number that no other call uses now: it names the namespaces and is the second octet of the addresses less 60"""
    for n in list(range(first, 180)) + list(range(1, first)):
        f = open(os.path.join(os.environ["WORK"], "number-%d" % n), "w")
        try:
            fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        if not os.path.exists("/run/netns/rec%dM" % n):
            return n, f


def one(name):
    import lab
    c = CALLS[name]
    labs = []
    c["number"], held = free_number(c["number"])

    def new(*a, **k):
        labs.append(lab.Lab(name, c["number"], *a, **k))
        return labs[-1]
    extra = {}
    try:
        extra = c["fn"](new) or {}
    except Exception:
        traceback.print_exc()
        extra = {"failed": True}
    finally:
        for x in labs:
            x.close()
    out = os.environ["OUT"]
    if extra.get("failed"):
        for x in labs:
            for f in x.files:
                if os.path.exists(os.path.join(out, f)):
                    os.unlink(os.path.join(out, f))
        return 1
    L = labs[0]
    rows = []
    for f in L.files:
        row = dict(c["label"], file=f)
        row.update((c["files"] or {}).get(os.path.splitext(f)[0][len(name) + 1:], {}))
        if L.bridge_log and os.path.exists(L.bridge_log):
            b = json.load(open(L.bridge_log))
            row["loss"] = {"caller_to_callee": b["AB"], "callee_to_caller": b["BA"]}
        r = subprocess.run(["capinfos", "-TmruS", os.path.join(out, f)], capture_output=True, text=True).stdout.strip().split("\n")[-1].split(",")
        row["seconds"] = round(float(r[1]), 1) if len(r) > 1 and r[1] not in ("n/a", "") else None
        rows.append(row)
    save(rows)
    return 0


def save(rows):
    out = os.environ["OUT"]
    with open(os.path.join(os.environ["WORK"], "labels.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        path = os.path.join(out, "labels.json")
        have = json.load(open(path)) if os.path.exists(path) else []
        new = {r["file"] for r in rows}
        have = [r for r in have if r["file"] not in new] + [corrected(r) for r in rows]
        have = [r for r in have if os.path.exists(os.path.join(out, r["file"]))]
        json.dump(sorted(have, key=lambda r: r["file"]), open(path + ".new", "w"), indent=1)
        os.replace(path + ".new", path)


def relabel():
    """the words of calls.py and faulty.py again, for what is recorded; what was measured stays"""
    rows = []
    for r in json.load(open(os.path.join(os.environ["OUT"], "labels.json"))):
        base = os.path.splitext(r["file"])[0]
        for n, c in CALLS.items():
            if base == n or (c["files"] and base.startswith(n + "-") and base[len(n) + 1:] in c["files"]):
                rows.append({**c["label"], **(c["files"] or {}).get(base[len(n) + 1:], {}), "file": r["file"], "loss": r["loss"], "seconds": r["seconds"]})
                break
        else:
            print("no call makes", r["file"])
    save(rows)


def main(argv):
    for k in ("WORK", "OUT"):
        os.environ[k] = os.path.abspath(os.environ.get(k) or sys.exit(k + ": name a folder"))
        os.makedirs(os.environ[k], exist_ok=True)
    import calls, faulty, faulty_media, ice_calls  # noqa: they register their calls
    global CALLS
    CALLS = calls.CALLS
    if argv[:1] == ["--list"]:
        print("\n".join(CALLS)); return 0
    if argv[:1] == ["--labels"]:
        relabel(); return 0
    if argv[:1] == ["--one"]:
        return one(argv[1])
    jobs = 5
    if argv[:1] == ["-j"]:
        jobs, argv = int(argv[1]), argv[2:]
    todo = argv or [n for n in CALLS if not os.path.exists(os.path.join(os.environ["OUT"], n + ".pcap"))]
    unknown = [n for n in todo if n not in CALLS]
    if unknown:
        sys.exit("no such call: " + " ".join(unknown))
    running, bad = {}, 0
    while todo or running:
        while todo and len(running) < jobs:
            n = todo.pop(0)
            log = open(os.path.join(os.environ["WORK"], n + ".out"), "w")
            running[n] = subprocess.Popen([sys.executable, os.path.abspath(__file__), "--one", n], stdout=log, stderr=log), time.time()
            time.sleep(1.2)
        for n, (p, t) in list(running.items()):
            if p.poll() is None and time.time() - t > CALLS[n]["limit"]:
                p.terminate()
            if p.poll() is not None:
                print("%-44s %s %4.0f s" % (n, "ok" if p.returncode == 0 else "FAILED", time.time() - t), flush=True)
                bad += p.returncode != 0
                del running[n]
        time.sleep(.3)
    return bad != 0


if __name__ == "__main__":
    sys.modules.setdefault("record", sys.modules["__main__"])
    sys.exit(main(sys.argv[1:]))

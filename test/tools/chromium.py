# SPDX-License-Identifier: GPL-2.0-or-later
"""A headless Chromium, spoken to in the DevTools protocol through two pipes.

That needs no port and no library. Whatever the page asks the network for and
whatever it logs is kept."""
import base64
import itertools
import json
import os
import select
import subprocess
import time

TIMEOUT_S = 60
OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu",
           "--disable-dev-shm-usage", "--disable-extensions", "--no-first-run",
           "--disable-background-networking", "--hide-scrollbars",
           "--remote-debugging-pipe"]
PROBLEMS = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled",
            "Log.entryAdded", "Page.javascriptDialogOpening")


class Chromium:
    """One browser with one tab. COMMAND goes before that of the browser."""

    def __init__(self, home, command=()):
        to_browser, self.sends = os.pipe()
        self.receives, from_browser = os.pipe()
        self.process = subprocess.Popen(
            [*command, "bash", "-c", 'exec 3<&"$1" 4>&"$2"; shift 2; exec "$@"',
             "-", str(to_browser), str(from_browser), "chromium", *OPTIONS,
             f"--user-data-dir={home}/chromium", "about:blank"],
            pass_fds=(to_browser, from_browser), cwd=home,
            env={"PATH": os.environ["PATH"], "HOME": str(home), "TZ": "UTC"},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.numbers = itertools.count(1)
        self.unread = b""
        self.session = None
        self.asked = {}  # URL by request, but for those in blocked
        self.blocked, self.problems, self.events = [], [], []
        self._attach()

    def _attach(self):
        tabs = self.call("Target.getTargets")["targetInfos"]
        tab = next(tab for tab in tabs if tab["type"] == "page")
        self.session = self.call("Target.attachToTarget", flatten=True,
                                 targetId=tab["targetId"])["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def close(self):
        self.session = None
        self.call("Browser.close")
        self.process.wait(TIMEOUT_S)
        os.close(self.sends)
        os.close(self.receives)

    def call(self, method, **parameters):
        """The result of METHOD."""
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.sends, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return answer["result"]

    def _read(self):
        deadline = time.monotonic() + TIMEOUT_S
        while b"\0" not in self.unread:
            ready = select.select([self.receives], [], [],
                                  deadline - time.monotonic())[0]
            assert ready, "Chromium does not answer"
            read = os.read(self.receives, 1 << 20)
            assert read, "Chromium has ended"
            self.unread += read
        first, self.unread = self.unread.split(b"\0", 1)
        message = json.loads(first)
        self._note(message.get("method"), message.get("params", {}))
        return message

    def _note(self, method, params):
        if method == "Network.requestWillBeSent":
            self.asked[params["requestId"]] = params["request"]["url"]
        elif params.get("blockedReason") == "csp":
            self.blocked.append(self.asked.pop(params["requestId"]))
        elif method in PROBLEMS:
            self.problems.append(params)
        self.events.append(method)

    def open(self, path):
        """Shows the page in PATH, with nothing noted of an earlier one."""
        self.asked.clear()
        del self.blocked[:], self.problems[:], self.events[:]
        self.call("Page.navigate", url=f"file://{path}")
        while "Page.loadEventFired" not in self.events:
            self._read()

    def run(self, script):
        """The value of the expression SCRIPT, once its promise is kept."""
        answer = self.call("Runtime.evaluate", expression=script,
                           awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key):
        """A key of the keyboard, for what has the focus."""
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        code = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38,
                "Tab": 9}.get(key, 0)
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key,
                      text=text if kind == "keyDown" else "",
                      windowsVirtualKeyCode=code)

    def picture(self, path, width, height, dark=False):
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme",
             "value": "dark" if dark else "light"}])
        self.call("Emulation.setDeviceMetricsOverride", width=width,
                  height=height, deviceScaleFactor=1, mobile=False)
        shot = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(shot["data"]))

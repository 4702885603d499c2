# SPDX-License-Identifier: GPL-2.0-or-later
"""What the built objects show: who calls whom, and which variables change.

A room is a folder of source; a file is X.c with X.h, named ROOM/X.
"""
import re
import subprocess
from pathlib import Path

SOURCE = "epan-dissectors"

# Variables that are set when the module registers and then stay as they are,
# and the preferences, which change only when the user changes them.
REGISTRATIONS = {
    r"hf_\w+": "ids of fields",
    r"ett_\w+": "ids of subtrees",
    r"ei_\w+|expert_items": "ids of expert info",
    r"proto_\w+": "ids of protocols",
    r"\w+_handle": "handles of dissectors",
    r"tap_id|\w+_tap": "ids of taps",
    r"udp_ports": "a dissector table of Wireshark's",
    r"folder_reports": "reports that the environment asks for",
    r"fields": "hf_register_info, which points to the ids of fields",
    r"subtrees": "the array that points to the ids of subtrees",
    r"items": "ei_register_info, which points to the ids of expert info",
    r"params": "tap_param, which Wireshark wants without const",
    r"plugin": "proto_plugin, which Wireshark keeps",
    r"guards": "our RTP payload dissectors, each with its handle",
}
PREFERENCES = "preferences.c"  # what the names of such files end in


class Object:
    """The symbols of one object file."""

    def __init__(self, path):
        self.path = path
        self.public = set()
        self.needed = set()
        self.variables = []
        table = subprocess.run(["nm", "--format=sysv", path], check=True,
                               text=True, capture_output=True).stdout
        for line in table.splitlines():
            cells = [cell.strip() for cell in line.split("|")]
            if len(cells) == 7:
                self._add(cells[0], cells[2], cells[3], cells[6])

    def _add(self, name, symbol_class, kind, section):
        if symbol_class == "U":
            self.needed.add(name)
        elif symbol_class.isupper() and kind in ("FUNC", "OBJECT"):
            self.public.add(name)
        # .data.rel.ro is const: the loader fills in its addresses.
        if kind == "OBJECT" and re.match(r"\.(data(?!\.rel\.ro)|bss)", section):
            self.variables.append(re.sub(r"\.\d+$", "", name))


def source_of(project, build, path):
    """The source that PATH was compiled from, relative to the project, or None
    when there is no such source any more."""
    place = re.sub(r"CMakeFiles/[^/]+\.dir/", "", str(path.relative_to(build)))
    source = Path(place).with_suffix("")
    return source if (project / source).exists() else None


def read_objects(project, build):
    """{source: Object}, without the tests. Of several objects of one source
    the newest."""
    objects = {}
    paths = sorted(build.rglob("*.c.o"), key=lambda p: p.stat().st_mtime)
    for path in paths:
        source = source_of(project, build, path)
        if source and source.parts[0] != "test":
            objects[source] = path
    return {source: Object(path) for source, path in objects.items()}


def sources(project, *suffixes):
    """The sources of the module with these suffixes."""
    return sorted(path.relative_to(project)
                  for path in (project / SOURCE).rglob("*")
                  if path.suffix in suffixes)


def file_of(source):
    return str(source.with_suffix(""))


def room_of(file):
    return str(Path(file).parent)


def calls(objects):
    """{file: {file it needs a symbol of: that symbol}}"""
    owner = {symbol: file_of(source)
             for source, obj in objects.items() for symbol in obj.public}
    edges = {}
    for source, obj in sorted(objects.items()):
        for symbol in sorted(obj.needed & owner.keys()):
            edges.setdefault(file_of(source), {}).setdefault(
                owner[symbol], symbol)
    return edges


def includes(project):
    """{file: {file whose header it includes: that header}}"""
    header = {path.name: file_of(path) for path in sources(project, ".h")}
    edges = {}
    for source in sources(project, ".c", ".h"):
        text = (project / source).read_text()
        for name in re.findall(r'^ *# *include *"(.+)"', text, re.MULTILINE):
            if header.get(name, file_of(source)) != file_of(source):
                edges.setdefault(file_of(source), {}).setdefault(
                    header[name], name)
    return edges


def between_rooms(edges):
    """The same edges between the rooms of the files."""
    rooms = {}
    for file, others in edges.items():
        for other, why in others.items():
            if room_of(file) != room_of(other):
                rooms.setdefault(room_of(file), {}).setdefault(
                    room_of(other), f"{Path(file).name}: {why}")
    return rooms


def way(edges, start, goal):
    """The nodes of a shortest way of at least one step, or None."""
    ways = [[start]]
    seen = set()
    for walked in ways:
        for node in sorted(edges.get(walked[-1], {})):
            if node == goal:
                return walked + [node]
            if node not in seen:
                seen.add(node)
                ways.append(walked + [node])
    return None


def circles(edges):
    """A line for each group of nodes that lie on circles with each other: how
    many they are, and a shortest circle."""
    lines = []
    told = set()
    for start in sorted(edges):
        circle = way(edges, start, start)
        if start in told or not circle:
            continue
        group = {node for node in edges
                 if way(edges, start, node) and way(edges, node, start)}
        told |= group
        shortest = min((way(edges, node, node) for node in sorted(group)),
                       key=len)
        steps = "".join(f" -> {b} ({edges[a][b]})"
                        for a, b in zip(shortest, shortest[1:]))
        lines.append(f"{shortest[0]}{steps} [{len(group)} in circles]")
    return lines


def check_circles(project, objects):
    """No circle of calls or of includes, between rooms or between files."""
    problems = []
    for what, edges in (("calls", calls(objects)),
                        ("includes", includes(project))):
        for where, graph in (("rooms", between_rooms(edges)), ("files", edges)):
            problems += [f"circle of {what} between {where}: {line}"
                         for line in circles(graph)]
    return problems


def check_variables(objects, most):
    """At most MOST variables that change, besides registrations and
    preferences."""
    allowed = re.compile("|".join(REGISTRATIONS))
    changing = [f"{source}: {name}" for source, obj in sorted(objects.items())
                if not source.name.endswith(PREFERENCES)
                and source.parts[0] != "tools"
                for name in sorted(obj.variables)
                if not allowed.fullmatch(name)]
    if len(changing) <= most:
        return []
    return [f"{len(changing)} file-scope variables change, at most {most} "
            "may:"] + [f"    {line}" for line in changing]


def check_use(objects):
    """Every public symbol is needed by another file than its own; tests do not
    count."""
    needed = set().union(*(obj.needed for obj in objects.values()))
    return [f"{source}: {name} is public, but used only by its own file or by "
            "tests" for source, obj in sorted(objects.items())
            if source.parts[0] == SOURCE
            for name in sorted(obj.public - needed)]


def check_built(project, objects):
    """Every .c of the module has an object: what is not built is not seen."""
    return [f"{source}: not built" for source in sources(project, ".c")
            if source not in objects] or ([] if objects else ["nothing built"])

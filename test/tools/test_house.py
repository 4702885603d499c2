# SPDX-License-Identifier: GPL-2.0-or-later
"""tools/lib/house.py: each rule, on a tiny tree that keeps it and that a test
spoils in one place."""
import subprocess
import sys

import pytest

from conftest import PROJECT

sys.path.insert(0, str(PROJECT / "tools/lib"))
import house  # noqa: E402
import house_objects  # noqa: E402

CORE = "epan-dissectors/core"
TREE = {
    f"{CORE}/low/low.h": """
/* The number below NUMBER. */
int low(int number);
""",
    f"{CORE}/low/low.c": """
#include "low.h"

int low(int number)
{
    return number - 1;
}
""",
    f"{CORE}/high/high.h": """
/* The number two below NUMBER, and the one three below. */
int high(int number);
int higher(int number);
""",
    f"{CORE}/high/high.c": """
#include "high.h"

#include "low.h"

int high(int number)
{
    return low(low(number));
}

int higher(int number)
{
    return low(high(number));
}
""",
    "plugins/lync/plugin.c": """
#include "high.h"

int plugin(int number)
{
    return high(number) + higher(number);
}
""",
    "test/unit/low/test_low.c": "",
    "test/unit/high/test_high.c": "",
}
HIGH, LOW = f"{CORE}/high/high", f"{CORE}/low/low"


class Tree:
    """A project, and its objects where CMake puts them."""

    def __init__(self, path):
        self.project = path / "project"
        self.build = path / "build"
        for name, text in TREE.items():
            self.write(name, text)

    def write(self, name, text):
        path = self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def add(self, name, text):
        self.write(name, (self.project / name).read_text() + text)

    def objects(self):
        for top in (CORE, "plugins"):
            for source in sorted((self.project / top).rglob("*.c")):
                self.compile(source, self.project / top, self.build / top)
        return house_objects.read_objects(self.project, self.build)

    def compile(self, source, top, build):
        target = source.relative_to(top)
        path = build / f"CMakeFiles/lync-{target.parent}.dir" / f"{target}.o"
        path.parent.mkdir(parents=True, exist_ok=True)
        rooms = [f"-I{room}" for room in (self.project / CORE).iterdir()]
        subprocess.run(["cc", "-fPIC", "-c", source, "-o", path, *rooms],
                       check=True)

    def problems(self, most_variables=0):
        self.objects()
        return house.check_all(self.project, self.build, most_variables)


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)


def test_good_tree(tree):
    assert tree.problems() == []


def test_nothing_built(tree):
    assert house.check_all(tree.project, tree.build, 0)[-2:] == [
        f"{HIGH}.c: not built", f"{LOW}.c: not built"]


def test_object_without_source_does_not_count(tree):
    tree.write(f"{LOW}er.c", "int unused(void) { return 0; }")
    tree.objects()
    (tree.project / f"{LOW}er.c").unlink()
    assert tree.problems() == []


def test_circle_of_calls(tree):
    tree.add(f"{LOW}.c", "int high(int);"
                         "int down(int n) { return high(n); }")
    problems = house_objects.check_circles(tree.project, tree.objects())
    assert problems == [
        f"circle of calls between rooms: {CORE}/high -> {CORE}/low "
        f"(high: low) -> {CORE}/high (low: high) [2 in circles]",
        f"circle of calls between files: {HIGH} -> {LOW} (low) -> {HIGH} "
        "(high) [2 in circles]"]


def test_circle_of_calls_inside_a_room(tree):
    tree.write(f"{LOW}er.c", "int low(int);"
                             "int lower(int n) { return low(n); }")
    tree.add(f"{LOW}.c", "int lower(int);"
                         "int down(int n) { return lower(n); }")
    problems = house_objects.check_circles(tree.project, tree.objects())
    assert problems == [
        f"circle of calls between files: {LOW} -> {LOW}er (lower) -> {LOW} "
        "(low) [2 in circles]"]


def test_circle_of_includes(tree):
    tree.add(f"{LOW}.h", '#include "high.h"\n')
    problems = house_objects.check_circles(tree.project, {})
    assert problems == [
        f"circle of includes between rooms: {CORE}/high -> {CORE}/low "
        f"(high: low.h) -> {CORE}/high (low: high.h) [2 in circles]",
        f"circle of includes between files: {HIGH} -> {LOW} (low.h) -> {HIGH} "
        "(high.h) [2 in circles]"]


def test_rooms_in_a_circle_whose_files_are_in_none(tree):
    tree.write(f"{CORE}/low/base.h", "")
    tree.write(f"{CORE}/high/top.c", "")
    tree.add(f"{CORE}/low/base.h", '#include "side.h"\n')
    tree.write(f"{CORE}/high/side.h", "")
    problems = house_objects.check_circles(tree.project, {})
    assert [p.split(":")[0] for p in problems] == [
        "circle of includes between rooms"]


def test_circle_of_three_is_told_once():
    edges = {"a": {"b": "1"}, "b": {"c": "2"}, "c": {"a": "3"}, "d": {"a": "4"}}
    assert house_objects.circles(edges) == [
        "a -> b (1) -> c (2) -> a (3) [3 in circles]"]


def test_variables(tree):
    tree.add(f"{LOW}.c", """
static int counter;
static int started = 1;
static int hf_number = -1;
static int *const constant = &counter;
int down(void)
{
    static int calls;

    return counter++ + started++ + hf_number + *constant + calls++;
}
""")
    objects = tree.objects()
    assert house_objects.check_variables(objects, 3) == []
    assert house_objects.check_variables(objects, 2) == [
        "3 file-scope variables change, at most 2 may:",
        f"    {LOW}.c: calls",
        f"    {LOW}.c: counter",
        f"    {LOW}.c: started"]


def test_preferences_may_change(tree):
    tree.write(f"{CORE}/low/preferences.c", "int limit_s = 5;")
    assert house_objects.check_variables(tree.objects(), 0) == []


def test_function_only_a_test_uses(tree):
    tree.add("test/unit/low/test_low.c",
             "int lowest(void); int main(void) { return lowest(); }")
    tree.add(f"{LOW}.c", "int lowest(void) { return 0; }")
    test = tree.project / "test/unit/low/test_low.c"
    tree.compile(test, tree.project / "test", tree.build / "test")
    assert house_objects.check_use(tree.objects()) == [
        f"{LOW}.c: lowest is public, but used only by its own file or by "
        "tests"]


def test_too_many_files_in_a_folder(tree):
    for number in range(house.MOST_FILES_OF_FOLDER - 1):
        tree.write(f"{CORE}/low/file{number}.h", "")
    assert house.check_folders(tree.project) == []
    tree.write(f"{CORE}/low/more.h", "")
    assert house.check_folders(tree.project) == [
        f"{CORE}/low: 17 files, may have at most 16"]


def test_long_file(tree):
    tree.write("test/unit/low/test_low.c", "\n" * 400)
    assert house.check_file_lengths(tree.project) == []
    tree.write("test/unit/low/test_low.c", "\n" * 401)
    assert house.check_file_lengths(tree.project) == [
        "test/unit/low/test_low.c: 401 lines, may have at most 400"]


def function(name, n_lines):
    return f"void {name}(int a,\n    int b)\n{{\n" + n_lines * "    ;\n" + "}\n"


def test_functions_are_measured_between_their_braces():
    text = ("struct x {\n    int y;\n};\n\n" + function("first", 0)
            + function("second", 3)
            + "int\nthird(void)\n{\n    {\n    }\n}\n")
    assert house.functions(text) == [("first", 0), ("second", 3), ("third", 2)]


# Besides the three functions of the tree, which have one line each.
@pytest.mark.parametrize("lengths, problems", [
    ([12, 12, 12], []),
    ([12, 13, 13, 13, 13],
     ["the median function has 12.5 lines, may have at most 12"]),
    ([1] * 16 + [41], []),  # of 20 the 19th
    ([1] * 15 + [40, 41], []),
    ([1] * 15 + [41, 42],
     ["the function at the 95th percentile has 41 lines, may have at most 40; "
      "the longest:", f"    {LOW}.c: f16() 42", f"    {LOW}.c: f15() 41"]),
])
def test_long_functions(tree, lengths, problems):
    tree.add(f"{LOW}.c", "".join(function(f"f{number}", n_lines)
                                 for number, n_lines in enumerate(lengths)))
    assert house.check_function_lengths(tree.project) == problems


@pytest.mark.parametrize("header, names", [
    ("/* Why. */\nint a(void);\n", []),
    ("/* Why. */\nint a(void);\nint b(int x,\n      int y);\n", []),
    ("/* Why. */\n#define N 3\nint a(void);\n", []),
    ("/* Why. */\nint a(void);\n\nint b(int x,\n      int y);\n", ["b"]),
    ("#include <x.h>\nint a(void);\n", ["a"]),
    ("#define A(x) f(x)\n#define B(x) \\\n    f(x)\n", []),
    ("struct s {\n    int (*f)(int);\n\n    int g;\n};\n", []),
    ("typedef void handler(int x);\n", []),
    ("static inline int a(void)\n{\n    return b();\n}\n", ["a"]),
    ("/* Why. */\nstatic inline int a(void)\n{\n\n    return b();\n}\n", []),
])
def test_prototypes(header, names):
    assert house.undocumented(header) == names


def test_undocumented_prototype_is_named(tree):
    tree.add(f"{LOW}.h", "\nint lower(void);\n")
    assert house.check_prototypes(tree.project) == [
        f"{LOW}.h: lower() has no comment"]


def test_core_file_without_unit_test(tree):
    (tree.project / "test/unit/low/test_low.c").unlink()
    assert house.check_unit_tests(tree.project) == [
        f"{LOW}.c: no test/unit/low/test_low.c"]


def run(tree, *options):
    return subprocess.run(
        [sys.executable, "-B", PROJECT / "tools/lib/house.py", tree.project,
         tree.build, *options], text=True, capture_output=True)


def test_exit_status(tree):
    tree.add(f"{LOW}.c", "static int n; int *const low_n = &n;"
                         "extern int *const low_n;")
    tree.add("plugins/lync/plugin.c",
             "extern int *const low_n; int n(void) { return *low_n; }")
    tree.objects()
    assert run(tree, "--most-variables", "1").returncode == 0
    result = run(tree, "--most-variables", "0")
    assert result.returncode == 1
    assert result.stdout == ("1 file-scope variables change, at most 0 may:\n"
                             f"    {LOW}.c: n\n")

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Usage: tools/lib/install_tools.sh INTO PLUGINS BUILD VERSION
#
# For packages: puts tools/analyze, as lync-analyze, and what it needs below
# INTO, which stands for /usr; writes the man pages to debian/man. PLUGINS is
# Wireshark's plugin folder, BUILD the build directory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
INTO=$1 PLUGINS=$2 BUILD=$3 VERSION=$4
TOOLS=$INTO/share/lync/tools
SUMMARY=libexec/lync/lync-summary

mkdir -p "$TOOLS/lib" "$INTO/bin" "$INTO/${SUMMARY%/*}" debian/man
install -m 755 "$BUILD/tools/summary/lync-summary" "$INTO/$SUMMARY"
cp -r tools/analysis tools/page "$TOOLS"
find "$TOOLS" -name __pycache__ -exec rm -r {} +
find "$TOOLS" -type f -exec chmod 644 {} +
sed -i 's/see analyze --help/see lync-analyze --help/
    s/^TOOL = "analyze"/TOOL = "lync-analyze"/' "$TOOLS"/analysis/*.py
cp tools/lib/messages.sh tools/lib/isolate.sh "$TOOLS/lib"
install -m 755 tools/lib/stage.sh "$TOOLS/lib"
sed "s,@PLUGINS@,$PLUGINS,; s,@SUMMARY@,/usr/$SUMMARY," \
    tools/lib/installed.sh.in >"$TOOLS/lib/build.sh"
ln -s build.sh "$TOOLS/lib/packages.sh"

# What the help says of building is not true there.
sed '/^# First it installs/,/^#$/d' tools/analyze |
    sed 's,tools/analyze,lync-analyze,' >"$TOOLS/analyze"
chmod 755 "$TOOLS/analyze"
ln -s ../share/lync/tools/analyze "$INTO/bin/lync-analyze"
"$TOOLS/analyze" --help | /usr/bin/python3 -B tools/lib/man_page.py \
    lync-analyze "what happened in the calls of each capture" "$VERSION" \
    >debian/man/lync-analyze.1
sed "s/\"lync\"\$/\"lync $VERSION\"/" docs/lync-reports.7 >debian/man/lync-reports.7

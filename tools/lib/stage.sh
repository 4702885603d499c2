#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Usage: tools/lib/stage.sh
#
# Builds the modules and stages them (isolate.sh) for tools/analysis, which
# removes the stage. Prints, each ended by a NUL: the stage, lync-summary, the
# modules' folder, Wireshark's version, and the words that a command of
# Wireshark's has to begin with.
set -euo pipefail
PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
for part in messages build isolate; do
    # shellcheck source=/dev/null
    . "$PROJECT/tools/lib/$part.sh"
done

# What messages.sh takes for the tool's name.
BASH_ARGV0=analyze
build_module
isolate_stage "${MODULES[@]}"
isolate_assert_loaded
isolate_command
printf '%s\0' "$STAGE" "$SUMMARY" \
    "${MODULES[0]%/*}" "$(wireshark_version)" \
    "${ISOLATED[@]}"
trap - EXIT

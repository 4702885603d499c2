# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Runs tshark with our modules and without the caller's own Wireshark profile.
#
# As root, tshark ignores WIRESHARK_PLUGIN_DIR and the personal plugin folder.
# Root's commands therefore run as the user nobody, which may read neither the
# project nor the captures: a module is copied to a directory under /tmp that
# everybody may read, and captures arrive as standard input, opened by root.

# isolate_stage MODULE...: makes that directory, names it in STAGE, and removes it
# when the tool ends. WIRESHARK_PLUGIN_DIR replaces the system's plugin folder,
# so the stock plugins are linked beside the modules, except installed ones of ours.
isolate_stage() {
    local module stock plugin target
    local temporary=${TMPDIR:-/tmp}
    if ((EUID == 0)); then
        temporary=/tmp
    fi
    umask 022
    STAGE=$(mktemp -d "$temporary/lync.XXXXXX") ||
        die "no temporary directory can be made in $temporary"
    trap 'rm -rf "${STAGE:?}"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    chmod 755 "$STAGE"
    stock=$(wireshark_plugins)
    mkdir -p "$STAGE/plugins/${stock##*/}/epan" "$STAGE/home"
    STAGED_MODULES=()
    for module in "$@"; do
        target=$STAGE/plugins/${stock##*/}/epan/${module##*/}
        cp "$module" "$target"
        STAGED_MODULES+=("$target")
    done
    for plugin in "$stock"/*/*.so; do
        target=$STAGE/plugins/${stock##*/}/${plugin#"$stock"/}
        if [[ -e $plugin && ${plugin##*/} != @(lync|hangup).so ]]; then
            mkdir -p "${target%/*}"
            ln -s "$plugin" "$target"
        fi
    done
    if ((EUID == 0)); then
        chown nobody:nogroup "$STAGE/home"
    fi
}

# Sets ISOLATED to what a command that is to be isolated begins with: nobody as
# user if we are root, a fresh home and a bare environment.
isolate_command() {
    ISOLATED=()
    if ((EUID == 0)); then
        ISOLATED=(setpriv --reuid=nobody --regid=nogroup --clear-groups
            --no-new-privs)
    fi
    ISOLATED+=(env -i PATH="$PATH" HOME="$STAGE/home" LC_ALL=C.UTF-8
        TMPDIR="$STAGE/home" XDG_CONFIG_HOME="$STAGE/home/.config"
        XDG_RUNTIME_DIR="$STAGE/home" XDG_CACHE_HOME="$STAGE/home/.cache"
        WIRESHARK_PLUGIN_DIR="$STAGE/plugins")
    if [[ -n ${TZ:-} ]]; then
        ISOLATED+=(TZ="$TZ")
    fi
}

# isolate COMMAND...: runs it isolated, in /.
isolate() {
    local -a ISOLATED
    isolate_command
    (cd / && exec "${ISOLATED[@]}" "$@")
}

# Makes sure that what was staged is loaded. Without it nothing would be reported,
# which would look like a clean capture.
isolate_assert_loaded() {
    local plugins module
    plugins=$(isolate tshark -G plugins 2>"$STAGE/stderr") || true
    for module in "${STAGED_MODULES[@]}"; do
        [[ $plugins == *"$module"* ]] ||
            die "tshark does not load the module: $(
                tail -n 1 "$STAGE/stderr"
            ) (built for Wireshark $(wireshark_version)," \
                "found $(isolate tshark --version 2>/dev/null | head -n 1))"
    done
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Runs pieces of work side by side and shows their results in order.
# Needs STAGE, a directory of the tool's own.

declare -A PARALLEL_RUNNING=() # process groups, by the shell that leads each

# parallel_run JOBS COUNT WORK SHOW: calls WORK 0, WORK 1 ... WORK COUNT-1, at
# most JOBS at a time and each in a process group of its own, and SHOW I, in this
# shell, as soon as the pieces up to I have ended.
parallel_run() {
    local jobs=$1 count=$2 work=$3 show=$4
    local next=0 shown=0 ended
    mkdir -p "$STAGE/ended"
    while ((shown < count)); do
        while ((next < count && ${#PARALLEL_RUNNING[@]} < jobs)); do
            parallel_start "$work" "$next"
            next=$((next + 1))
        done
        ended=''
        wait -n -p ended || true
        if [[ -n $ended ]]; then
            unset "PARALLEL_RUNNING[$ended]"
        fi
        while [[ -e $STAGE/ended/$shown ]]; do
            "$show" "$shown"
            shown=$((shown + 1))
        done
    done
}

# Runs it in its own process group, so that it can be stopped with all that it
# has started.
parallel_start() {
    set -m
    {
        set +m
        trap - EXIT INT TERM
        "$1" "$2" || true
        : >"$STAGE/ended/$2"
    } &
    PARALLEL_RUNNING[$!]=1
    set +m
}

# Stops everything that is running.
parallel_stop() {
    local leader
    for leader in "${!PARALLEL_RUNNING[@]}"; do
        kill -TERM -- "-$leader" 2>/dev/null || true
    done
    PARALLEL_RUNNING=()
}

# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Checks captures before tshark reads them, and interprets what tshark says.
# Needs STAGE, and the functions of isolate.sh.

# File types that Wireshark opens although they hold no network packets.
NO_CAPTURE=' mime json mp4 mpeg rfc7468 rtpdump-text unknown '

# capture_problem CAPTURE SCRATCH: prints why it cannot be analysed; nothing if
# it can. SCRATCH: a file that may be overwritten.
capture_problem() {
    local capture=$1 scratch=$2 problem type
    if ! problem=$( (: <"$capture") 2>&1); then
        printf '%s\n' "${problem##*: }"
    elif [[ ! -f $capture ]]; then
        printf 'not a file\n'
    elif [[ ! -s $capture ]]; then
        printf 'the file is empty\n'
    elif ! type=$(isolate captype - <"$capture" 2>"$scratch"); then
        tshark_words <"$scratch"
    elif [[ $NO_CAPTURE == *" ${type##*: } "* ]]; then
        printf 'not a capture\n'
    fi
}

# Reads messages of Wireshark's tools about standard input, and prints them as
# messages about the capture.
tshark_words() {
    sed -E -e '/^Running as user "/d' \
        -e 's/^(tshark|captype|mergecap): (The standard input )?//' \
        -e 's/^The file "[^"]*" //' \
        -e "s/^isn't a capture file in a format .*/not a capture/" \
        -e 's/^appears to have been (cut short .*)\.$/\1/'
}

# captures_below DIRECTORY: sets FOUND to the captures in it, sorted; what could
# not be searched is named in the file $STAGE/stderr.
captures_below() {
    find -- "$1" -type f -regextype posix-extended \
        -iregex '.*\.(pcap|pcapng|cap)(\.(gz|zst|lz4))?' -print0 \
        2>"$STAGE/stderr" | sort -z >"$STAGE/found" || true
    # shellcheck disable=SC2034 # the caller's
    mapfile -d '' -t FOUND <"$STAGE/found"
}

# capture_words STATUS: prints what is wrong if tshark ended with STATUS and
# wrote the messages on standard input; nothing if all is well.
capture_words() {
    local status=$1 line
    line=$(tshark_words | head -n 1)
    case $line in
    'cut short '*) line+='; the packets before that are analysed' ;;
    esac
    if ((status > 128)); then
        line="tshark ended with signal $((status - 128))${line:+: $line}"
    elif ((status)) && [[ -z $line ]]; then
        line="tshark failed with exit status $status"
    fi
    printf '%s' "$line"
}

# merge_stage CAPTURE...: makes them readable for mergecap as $STAGE/merge/0 and
# so on, and prints which interfaces of the merged file come from which capture.
merge_stage() {
    local capture place=0 first=0 n
    mkdir -p "$STAGE/merge"
    for capture in "$@"; do
        if ((EUID == 0)); then
            cp --reflink=auto -- "$capture" "$STAGE/merge/$place"
            chmod 644 "$STAGE/merge/$place"
        else
            ln -s -- "$(realpath -- "$capture")" "$STAGE/merge/$place"
        fi
        n=$(isolate capinfos -I "$STAGE/merge/$place" 2>/dev/null |
            sed -n 's/^Number of interfaces in file: *//p')
        n=${n:-1}
        if ((n == 1)); then
            printf 'interface %d: %s\n' "$first" "$capture"
        else
            printf 'interfaces %d to %d: %s\n' "$first" $((first + n - 1)) \
                "$capture"
        fi
        first=$((first + n))
        place=$((place + 1))
    done
}

# merge COUNT: writes the merged file. Each capture keeps its own interfaces,
# which identify its packets.
merge() {
    local place files=()
    for ((place = 0; place < $1; place++)); do
        files+=("$STAGE/merge/$place")
    done
    isolate mergecap -I none -F pcapng -w - "${files[@]}"
}

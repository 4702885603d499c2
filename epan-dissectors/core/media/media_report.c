/* The texts of a media session's findings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_report.h"

#include <inttypes.h>

#include "finding.h"
#include "product_advice.h"
#include "media_kind.h"

static const char *side_text(const struct media_session_side *side,
                             char text[ENDPOINT_TEXT_BYTES])
{
    endpoint_text(&side->endpoint, text);
    return text;
}

static bool is_without_rtcp(const struct media_session_side *side)
{
    return side->presence.rtp_seen && !side->presence.rtcp_seen;
}

/* Whether both sides have sent RTP and neither has ever sent RTCP. */
static bool is_neither(const struct media_session_side sides[N_SIDES])
{
    return is_without_rtcp(&sides[SIDE_A]) && is_without_rtcp(&sides[SIDE_B]);
}

static const char *
no_rtcp_advice(const struct media_session_side sides[N_SIDES],
               enum product_generation generation)
{
    return endpoint_is_multicast(&sides[SIDE_A].endpoint) ||
                   endpoint_is_multicast(&sides[SIDE_B].endpoint)
               ? product_advice_multicast()
               : product_advice_text(generation, PRODUCT_NO_RTCP);
}

static void add_neither(const struct media_session_side sides[N_SIDES],
                        enum side side, enum product_generation generation,
                        double silence_s, GPtrArray *findings)
{
    char who[ENDPOINT_TEXT_BYTES];
    char peer[ENDPOINT_TEXT_BYTES];

    side_text(&sides[side], who);
    side_text(&sides[side_other(side)], peer);
    if (sides[side_other(side)].presence.absent) {
        finding_add_as(findings, FINDING_RTCP_ABSENT, FINDING_NOTE,
                       "%s has sent RTP for %.1f s and never any RTCP, as was "
                       "said of it and %s before: neither direction has RTCP",
                       who, silence_s, peer);
        return;
    }
    finding_add(findings, FINDING_RTCP_ABSENT,
                "%s has sent RTP for %.1f s and never any RTCP, and neither "
                "has %s: nobody sends RTCP on this stream, or something on "
                "the path drops it\n%s",
                who, silence_s, peer, no_rtcp_advice(sides, generation));
}

void media_report_rtcp_absent(const struct media_session_side sides[N_SIDES],
                              enum side side,
                              enum product_generation generation,
                              int64_t time_ns, GPtrArray *findings)
{
    const struct rtcp_presence *presence = &sides[side].presence;
    double silence_s = seconds_of(rtcp_presence_silence_ns(presence, time_ns));
    char who[ENDPOINT_TEXT_BYTES];

    side_text(&sides[side], who);
    if (is_neither(sides)) {
        add_neither(sides, side, generation, silence_s, findings);
        return;
    }
    if (!presence->rtcp_seen) {
        finding_add(findings, FINDING_RTCP_ABSENT,
                    "%s has sent RTP for %.1f s and never any RTCP\n%s", who,
                    silence_s, no_rtcp_advice(sides, generation));
        return;
    }
    finding_add(findings, FINDING_RTCP_ABSENT,
                "%s sends RTP, but its RTCP stopped after %.1f s: none for "
                "%.1f s\n%s",
                who, seconds_of(rtcp_presence_stopped_after_ns(presence)),
                silence_s, no_rtcp_advice(sides, generation));
}

void media_report_rtcp_resumed(const struct media_session_side *side,
                               GPtrArray *findings)
{
    char who[ENDPOINT_TEXT_BYTES];

    finding_add(findings, FINDING_RTCP_RESUMED,
                "RTCP of %s is back after %.1f s without any",
                side_text(side, who), seconds_of(side->presence.last_gap_ns));
}

void media_report_absence_bye(const struct media_session_side sides[N_SIDES],
                              enum side by, enum product_generation generation,
                              int64_t silence_ns, int64_t limit_ns,
                              GPtrArray *findings)
{
    char who[ENDPOINT_TEXT_BYTES];
    char peer[ENDPOINT_TEXT_BYTES];

    side_text(&sides[side_other(by)], who);
    finding_add(findings, FINDING_MEDIA_TIMEOUT_BYE,
                "The side of %s hung up when %s had sent RTP without RTCP for "
                "%.1f s: consistent with the RTCP check of the Mediation "
                "Server or client (%.0f s)\n%s",
                side_text(&sides[by], peer), who, seconds_of(silence_ns),
                seconds_of(limit_ns),
                product_advice_text(generation, PRODUCT_RTCP_LOST));
}

void media_report_bye_continued(const struct media_session_side *side,
                                const struct media_source *source,
                                int64_t time_ns, GPtrArray *findings)
{
    char who[ENDPOINT_TEXT_BYTES];

    finding_add(findings, FINDING_RTCP_BYE_CONTINUED,
                "%s still sends RTP with SSRC 0x%08x %.1f s after its RTCP "
                "BYE; receivers that believe the BYE drop it",
                side_text(side, who), source->ssrc,
                seconds_of(time_ns - source->bye.bye_ns));
}

void media_report_mute(const struct media_session_side *side,
                       int64_t silence_ns, GPtrArray *findings)
{
    char who[ENDPOINT_TEXT_BYTES];

    finding_add(findings, FINDING_COMFORT_NOISE_SILENCE,
                "%s sent one comfort noise packet, then no RTP for %.1f s "
                "while its RTCP went on: muted, no fault",
                side_text(side, who), seconds_of(silence_ns));
}

static const char *kind_text(enum media_kind kind)
{
    return kind == MEDIA_KIND_VIDEO ? "video" : "audio";
}

static enum media_kind other_kind(enum media_kind kind)
{
    return kind == MEDIA_KIND_VIDEO ? MEDIA_KIND_AUDIO : MEDIA_KIND_VIDEO;
}

void media_report_dscp_flow(const struct media_session_side *side,
                            const struct media_source *source, unsigned change,
                            uint8_t previous, uint8_t dscp, GPtrArray *findings)
{
    char who[ENDPOINT_TEXT_BYTES];

    side_text(side, who);
    if (change & DSCP_FLOW_CHANGED) {
        finding_add(findings, FINDING_DSCP_CHANGED,
                    "DSCP of %s, SSRC 0x%08x, changes from %u to %u at its "
                    "packet %" PRIu64 "\n%s",
                    who, source->ssrc, previous, dscp, source->n_packets + 1,
                    dscp_change_hint(previous, dscp, source->n_packets));
    }
    if (change & DSCP_FLOW_MISPLACED) {
        finding_add(findings, FINDING_DSCP_CLASS,
                    "%s sends %s with SSRC 0x%08x under DSCP %u, which marks "
                    "%s here\nLook at the QoS policy of the sender (port "
                    "ranges of audio and video), and at re-marking on the "
                    "way.",
                    who, kind_text(source->kind), source->ssrc, dscp,
                    kind_text(other_kind(source->kind)));
    }
}

void media_report_dscp_one_way(const struct media_session_side sides[N_SIDES],
                               enum side side, GPtrArray *findings)
{
    const struct media_session_side *marked = &sides[side_other(side)];
    char who[ENDPOINT_TEXT_BYTES];
    char peer[ENDPOINT_TEXT_BYTES];

    side_text(&sides[side], who);
    finding_add(
        findings, FINDING_DSCP_ONE_WAY,
        "%s marks its media with DSCP %u, %s sends with DSCP 0 (%u "
        "packets)\nLook at the QoS policy of %s (Windows: QoSEnabled, or "
        "policy-based QoS by program and ports). If it marks, the "
        "network between it and this capture resets the field.",
        side_text(&sides[side_other(side)], peer),
        dscp_direction_main(&marked->dscp), who, sides[side].dscp.n_unmarked,
        who);
}

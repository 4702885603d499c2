/* What signalling says, put into media calls and sessions.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_call_table.h"

#include <string.h>

#include "call_media.h"
#include "call_watch.h"
#include "finding_store.h"
#include "frame_time.h"
#include "media_call.h"
#include "media_session_table.h"
#include "report.h"
#include "trunk_media.h"
#include "product.h"

/* A call and its m-lines, in the order of the SDP. */
struct call_entry {
    struct media_call call;
    struct media_session_entry *lines[SDP_MAX_MEDIA];
};

static wmem_map_t *calls; /* struct call_entry by lync.call; file scope */
static GPtrArray *findings;

static struct call_entry *call_find(uint32_t call)
{
    return wmem_map_lookup(calls, GUINT_TO_POINTER(call));
}

static struct call_entry *call_get(uint32_t call)
{
    struct call_entry *entry = call_find(call);

    if (entry == NULL) {
        entry = wmem_new0(wmem_file_scope(), struct call_entry);
        media_call_init(&entry->call, media_session_limits());
        wmem_map_insert(calls, GUINT_TO_POINTER(call), entry);
    }
    return entry;
}

static void store(packet_info *pinfo, uint32_t call)
{
    if (findings->len > 0)
        finding_store_add(pinfo, findings, FINDING_NO_INDEX, call);
}

void call_media_on_message(packet_info *pinfo, uint32_t call)
{
    media_call_on_message(&call_get(call)->call, frame_time_ns(pinfo),
                          findings);
    store(pinfo, call);
}

static enum media_direction direction_of(const struct sdp_media *media)
{
    static const enum media_direction directions[] = {
        [SDP_SENDRECV] = MEDIA_SENDRECV,
        [SDP_SENDONLY] = MEDIA_SENDONLY,
        [SDP_RECVONLY] = MEDIA_RECVONLY,
        [SDP_INACTIVE] = MEDIA_INACTIVE,
    };
    enum media_direction direction = directions[media->direction];

    /* RFC 3264 8.4: who gives 0.0.0.0 receives nothing. */
    if (media->hold_by_address && direction == MEDIA_SENDRECV)
        return MEDIA_SENDONLY;
    if (media->hold_by_address && direction == MEDIA_RECVONLY)
        return MEDIA_INACTIVE;
    return direction;
}

static struct media_description describe(const struct sdp_media *media)
{
    struct media_description description = {
        .rtp = sdp_address_destination(&media->connection, media->port),
        .direction = direction_of(media),
        .rtcp_off = sdp_media_rtcp_off(media),
        .removed = media->port == 0,
        .fax = media->type == SDP_MEDIA_IMAGE,
    };

    if (media->rtcp_present)
        description.rtcp = sdp_media_rtcp_destination(media);
    for (unsigned i = 0; i < media->n_formats; i++) {
        const struct sdp_format *format = &media->formats[i];

        if (format->rtpmap_present)
            payload_type_set_add(&description.named, format->payload_type);
        if (format->is_comfort_noise)
            payload_type_set_add(&description.noise, format->payload_type);
    }
    return description;
}

/* Packets to any address that the m-line names are the session's. */
static void declare(struct media_session_entry *entry, enum side side,
                    const struct sdp_media *media,
                    const struct media_description *description)
{
    if (description->rtp.family != 0)
        media_session_declare(entry, side, &description->rtp);
    if (description->rtcp.family != 0)
        media_session_declare(entry, side, &description->rtcp);
    for (unsigned i = 0; i < media->n_candidates; i++) {
        struct endpoint end = sdp_address_destination(
            &media->candidates[i].address, media->candidates[i].port);

        if (media->candidates[i].is_udp && end.family != 0)
            media_session_declare(entry, side, &end);
    }
}

static bool is_watched(const struct sdp_media *media)
{
    return media->is_rtp || media->type == SDP_MEDIA_IMAGE;
}

static void line_on_sdp(struct call_entry *call, uint32_t call_index,
                        unsigned line, const struct sdp_media *media[],
                        int64_t now_ns)
{
    struct media_description descriptions[N_SIDES];
    struct media_session_entry *entry = call->lines[line];

    for (int side = 0; side < N_SIDES; side++)
        descriptions[side] = describe(media[side]);
    if (entry == NULL) {
        entry = media_session_new(&descriptions[SIDE_A].rtp,
                                  &descriptions[SIDE_B].rtp, call_index);
        call->lines[line] = entry;
        media_session_join(&entry->session, &call->call, now_ns);
    }
    for (int side = 0; side < N_SIDES; side++) {
        media_session_on_sdp(&entry->session, (enum side)side,
                             &descriptions[side], now_ns);
        declare(entry, (enum side)side, media[side], &descriptions[side]);
    }
}

void call_media_on_sdp(packet_info *pinfo, uint32_t call, enum side offerer,
                       const struct sdp *offer, const struct sdp *answer)
{
    struct call_entry *entry = call_get(call);

    /* RFC 3264 6: the m-lines of the answer are those of the offer. */
    for (unsigned i = 0; i < offer->n_media && i < answer->n_media; i++) {
        const struct sdp_media *media[N_SIDES];

        media[offerer] = &offer->media[i];
        media[side_other(offerer)] = &answer->media[i];
        if (is_watched(media[SIDE_A]) && is_watched(media[SIDE_B]))
            line_on_sdp(entry, call, i, media, frame_time_ns(pinfo));
    }
}

void call_media_on_up(packet_info *pinfo, uint32_t call)
{
    media_call_on_up(&call_get(call)->call, frame_time_ns(pinfo));
}

void call_media_on_generation(uint32_t call, enum product_generation generation)
{
    call_get(call)->call.generation = generation;
}

/* How the media stands at NOW_NS, before the BYE is told to it. */
static void note_end(const struct call_entry *entry, int64_t now_ns,
                     struct call_media_end *end)
{
    unsigned n_lines = 0;

    memset(end, 0, sizeof *end);
    for (unsigned i = 0; i < SDP_MAX_MEDIA; i++) {
        if (entry->lines[i] == NULL)
            continue;
        n_lines++;
        for (int side = 0; side < N_SIDES; side++)
            end->rtcp_silence_ns[side] =
                MAX(end->rtcp_silence_ns[side],
                    media_session_rtcp_silence_ns(&entry->lines[i]->session,
                                                  (enum side)side, now_ns));
    }
    end->held = n_lines > 0 && entry->call.n_held == n_lines;
}

void call_media_on_bye(packet_info *pinfo, uint32_t call, enum side by,
                       bool checks_rtcp, struct call_media_end *end)
{
    struct call_entry *entry = call_get(call);
    int64_t now_ns = frame_time_ns(pinfo);
    bool told;

    note_end(entry, now_ns, end);
    told = media_call_on_bye(&entry->call, by, now_ns, findings);
    end->timeout_bye = told;
    for (unsigned i = 0; i < SDP_MAX_MEDIA && checks_rtcp && !told; i++)
        if (entry->lines[i] != NULL)
            told = media_session_on_bye(&entry->lines[i]->session, by, now_ns,
                                        findings);
    store(pinfo, call);
}

void call_media_on_end(packet_info *pinfo _U_, uint32_t call)
{
    media_call_on_end(&call_get(call)->call);
}

int64_t media_call_table_last_ns(uint32_t call, int64_t message_ns)
{
    const struct call_entry *entry = call_find(call);

    return entry != NULL ? trunk_media_last_ns(&entry->call, message_ns)
                         : message_ns;
}

void media_call_table_sum(uint32_t call, int64_t end_ns,
                          struct trunk_end_facts *ends)
{
    const struct call_entry *entry = call_find(call);
    const struct media_session *sessions[SDP_MAX_MEDIA];
    unsigned n = 0;

    if (entry == NULL)
        return;
    for (unsigned i = 0; i < SDP_MAX_MEDIA; i++)
        if (entry->lines[i] != NULL)
            sessions[n++] = &entry->lines[i]->session;
    trunk_media_sum(&entry->call, sessions, n, end_ns, ends);
}

/* By number: a wmem_map has another order in each run. */
static void calls_at_end(int64_t end_ns)
{
    uint32_t n_calls = call_watch_n_calls();

    for (uint32_t i = 0; i < n_calls; i++) {
        const struct call_entry *entry = call_find(i);

        if (entry == NULL)
            continue;
        media_call_at_end(&entry->call, end_ns, findings);
        finding_store_add_at_end(findings, FINDING_NO_INDEX, i);
    }
}

static void media_call_table_shutdown(void)
{
    g_ptr_array_unref(findings);
}

void media_call_table_register(void)
{
    calls = wmem_map_new_autoreset(wmem_epan_scope(), wmem_file_scope(),
                                   g_direct_hash, g_direct_equal);
    findings = finding_list_new();
    register_shutdown_routine(media_call_table_shutdown);
    report_at_end_register(calls_at_end);
}

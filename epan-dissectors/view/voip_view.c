/* The calls without signalling, in Telephony > VoIP Calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "voip_view.h"

#include <epan/tap-voip.h>
#include <epan/tap.h>

#include <string.h>

#include "call_list.h"
#include "capture.h"
#include "rtp_names.h"
#include "verdict_shown.h"

static int tap_id;

/* The call of a frame. */
struct voip_call {
    packet_info *pinfo;
    uint32_t number;
    const struct call_row *row; /* NULL on the first pass, where calls are not
                                   known as a whole */
    const struct media_stream *stream;
};

bool voip_view_is_wanted(void)
{
    return have_tap_listener(tap_id);
}

static bool is_ours(const struct media_stream *stream)
{
    return g_strcmp0(stream->setup, RTP_SETUP_METHOD) == 0 ||
           g_strcmp0(stream->setup, RTP_SETUP_TURN) == 0;
}

/* Sets CALL to the call of STREAM. Returns false if signalling shows it. */
static bool find_call(packet_info *pinfo, const struct media_stream *stream,
                      struct voip_call *call)
{
    struct analysis *analysis = capture_analysis();
    const struct watched_call *signalled =
        analysis_call(analysis, stream->call);

    *call = (struct voip_call){pinfo, stream->call, NULL, stream};
    if (!PINFO_FD_VISITED(pinfo))
        return stream->call != NO_INDEX &&
               (signalled == NULL || !signalled->record.facts.signalling_seen);
    call->row = call_list_of_leg(analysis, stream->call);
    if (call->row == NULL || call->row->signalling_seen)
        return false;
    call->number = call->row->call;
    return true;
}

static char *party(const struct voip_call *call, enum side side)
{
    const struct endpoint *end;
    char text[ENDPOINT_TEXT_BYTES];

    if (call->row != NULL)
        end = &call->row->parties[side];
    else if (side == SIDE_A)
        end = media_stream_from(call->stream);
    else
        end = media_stream_to(call->stream);
    return wmem_strdup(call->pinfo->pool, endpoint_text(end, text));
}

static unsigned verdict(const struct voip_call *call)
{
    return call->row != NULL ? verdict_shown(call->row->judgement->verdict)
                             : VERDICT_UP;
}

/* Queues LABEL and COMMENT for the frame of CALL. */
static void queue(const struct voip_call *call, voip_call_state state,
                  const char *label, const char *comment)
{
    wmem_allocator_t *pool = call->pinfo->pool;
    voip_packet_info_t *info = wmem_new0(pool, voip_packet_info_t);

    info->protocol_name = wmem_strdup(pool, "RTP");
    info->call_id = wmem_strdup_printf(pool, "lync.call %u", call->number);
    info->call_state = state;
    info->call_active_state = VOIP_ACTIVE;
    info->from_identity = party(call, SIDE_A);
    info->to_identity = party(call, SIDE_B);
    info->call_comment =
        wmem_strdup_printf(pool, "lync.call == %u, %s", call->number,
                           verdict_shown_name(verdict(call)));
    info->frame_label = wmem_strdup(pool, label);
    info->frame_comment = wmem_strdup(pool, comment);
    tap_queue_packet(tap_id, call->pinfo, info);
}

/* Wireshark shows the streams of a call in whose setup frame something was
 * queued: for ours that is the first. */
static void queue_begin(const struct voip_call *call)
{
    const struct media_stream *stream = call->stream;
    wmem_allocator_t *pool = call->pinfo->pool;

    queue(call, VOIP_IN_CALL,
          wmem_strdup_printf(pool, "RTP (%s)",
                             stream->codec != NULL ? stream->codec : "?"),
          wmem_strdup_printf(pool, "Stream %u begins", stream->index));
}

static void queue_end(const struct voip_call *call)
{
    unsigned ended_with = verdict(call);

    queue(call,
          ended_with == CALL_VERDICT_CAPTURE_ENDED ? VOIP_UNKNOWN
                                                   : VOIP_COMPLETED,
          verdict_shown_name(ended_with), call->row->judgement->cause);
}

void voip_view_queue(packet_info *pinfo, const struct media_stream *stream,
                     const struct finding *findings)
{
    struct voip_call call;

    if (stream == NULL || !is_ours(stream) || !find_call(pinfo, stream, &call))
        return;
    if (pinfo->num == stream->first_frame)
        queue_begin(&call);
    for (const struct finding *finding = findings; finding != NULL;
         finding = finding->next_of_frame)
        queue(&call, VOIP_NO_STATE,
              finding_info(finding->id)->filter_name +
                  strlen(FINDING_FILTER_PREFIX),
              finding->text);
    if (verdict(&call) != VERDICT_UP &&
        pinfo->num == call.row->facts->last.frame)
        queue_end(&call);
}

void voip_view_register(void)
{
    tap_id = register_tap("voip");
}

/* Getting the text of each SIP message, with and without a tree.
 *
 * There are four ways, and each message is taken once:
 *  1. A UDP datagram that the SIP dissector took holds one message: the gate
 *     in front of UDP has its text.
 *  2. The SIP dissector hands the user part of From and To, and the reason
 *     phrase of a response, to dissectors that a plugin may register, tree or
 *     no tree ("sip.uri_userinfo", "sip.diagnostic"). They get a part of the
 *     message's text.
 *  3. With a tree it also passes on the branch of each Via.
 *  4. That leaves requests over transports other than UDP between URIs whose
 *     user part has at most one character. They are searched for in the data
 *     of frames in which the SIP dissector was at work.
 *
 * Later passes do nothing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_hook.h"

#include <epan/proto_data.h>

#include <string.h>

#include "frame_moment.h"
#include "other_transport.h"
#include "sip_parse.h"
#include "sip_scan.h"
#include "wireshark_compat.h"

/* The payload of a UDP datagram that may be SIP. */
struct sip_datagram {
    tvbuff_t *buffer;
    size_t start;
    size_t length;
    struct endpoint source;
    struct endpoint destination;
    bool read;  /* parsing as SIP was tried */
    bool taken; /* it is SIP, and among the sightings */
};

static int proto_sip;
static int proto_mime_multipart;
static int proto_icmp;
static int proto_icmpv6;

/* What has been seen in the current frame. */
static struct {
    uint32_t number;              /* of the frame */
    uint32_t media_number;        /* the latest one that holds media instead */
    GArray *hooked;               /* struct hooked_message */
    struct sip_datagram datagram; /* buffer NULL: none */
} frame;

void sip_hook_forget(void)
{
    if (frame.hooked->len > 0)
        g_array_set_size(frame.hooked, 0);
}

/* The messages seen so far of the frame that PINFO is at. */
static GArray *of_frame(const packet_info *pinfo)
{
    if (frame.number != pinfo->num) {
        frame.number = pinfo->num;
        sip_hook_forget();
        frame.datagram.buffer = NULL;
    }
    return frame.hooked;
}

/* Whether the latest SIP message is a part of another message's body. */
static bool is_nested(const packet_info *pinfo)
{
    wmem_list_frame_t *layer = wmem_list_tail(pinfo->layers);

    while (layer != NULL &&
           GPOINTER_TO_INT(wmem_list_frame_data(layer)) != proto_sip)
        layer = wmem_list_frame_prev(layer);
    layer = layer != NULL ? wmem_list_frame_prev(layer) : NULL;
    return layer != NULL &&
           GPOINTER_TO_INT(wmem_list_frame_data(layer)) == proto_mime_multipart;
}

static bool has_layer(const packet_info *pinfo, int proto)
{
    return wmem_list_find(pinfo->layers, GINT_TO_POINTER(proto)) != NULL;
}

/* Whether the SIP dissector found a message in the frame. The list of layers
 * does not tell: without a tree it keeps a dissector that found nothing, with a
 * tree it drops it. The data that SIP keeps about a message does tell. */
static bool holds_sip(packet_info *pinfo)
{
    uint32_t n_layers;

    /* Not for what an ICMP error quotes. */
    if (!has_layer(pinfo, proto_sip) || has_layer(pinfo, proto_icmp) ||
        has_layer(pinfo, proto_icmpv6))
        return false;
    n_layers = wmem_list_count(pinfo->layers);
    for (uint32_t layer = 1; layer <= n_layers + 1; layer++)
        if (p_get_proto_data(pinfo->pool, pinfo, proto_sip, layer) != NULL)
            return true;
    return false;
}

/* The message that holds octet AT of BUFFER, or NULL. */
static const struct hooked_message *seen_at(const GArray *seen,
                                            const tvbuff_t *buffer, size_t at)
{
    for (guint i = 0; i < seen->len; i++) {
        const struct hooked_message *hooked =
            &g_array_index(seen, struct hooked_message, i);

        if (hooked->buffer == buffer && at >= hooked->start && at < hooked->end)
            return hooked;
    }
    return NULL;
}

/* Where the last message before AT in BUFFER ends. */
static size_t seen_before(const GArray *seen, const tvbuff_t *buffer, size_t at)
{
    size_t floor = 0;

    for (guint i = 0; i < seen->len; i++) {
        const struct hooked_message *hooked =
            &g_array_index(seen, struct hooked_message, i);

        if (hooked->buffer == buffer && hooked->end <= at)
            floor = MAX(floor, hooked->end);
    }
    return floor;
}

/* Reads the message at START of BUFFER into SIGHTING, LENGTH octets at most. */
static enum sip_parse_result read_message(const packet_info *pinfo,
                                          tvbuff_t *buffer, size_t start,
                                          size_t length,
                                          struct hooked_message *hooked)
{
    const char *text =
        (const char *)tvb_get_ptr(buffer, (int)start, (int)length);
    enum sip_parse_result result =
        sip_parse(text, length, &hooked->sighting.message);

    hooked->buffer = buffer;
    hooked->start = start;
    hooked->end = start + MAX(hooked->sighting.message.length_bytes, 1);
    hooked->sighting.headers_cut = result == SIP_PARSE_INCOMPLETE;
    hooked->sighting.text = (struct text){text, hooked->end - hooked->start};
    hooked->sighting.transport = pinfo->ptype == PT_TCP   ? SIP_OVER_TCP
                                 : pinfo->ptype == PT_UDP ? SIP_OVER_UDP
                                                          : SIP_OVER_OTHER;
    hooked->sighting.source = frame_endpoint(&pinfo->src, pinfo->srcport);
    hooked->sighting.destination = frame_endpoint(&pinfo->dst, pinfo->destport);
    return result;
}

/* Drops the messages that were found in the octets START to END of BUFFER. */
static void forget_within(GArray *seen, const tvbuff_t *buffer, size_t start,
                          size_t end)
{
    for (guint i = seen->len; i > 0; i--) {
        const struct hooked_message *hooked =
            &g_array_index(seen, struct hooked_message, i - 1);

        if (hooked->buffer == buffer && hooked->start >= start &&
            hooked->start < end)
            g_array_remove_index(seen, i - 1);
    }
}

static bool datagram_is_taken(void)
{
    return frame.datagram.buffer != NULL && frame.datagram.taken;
}

/* Takes the datagram if it is a SIP message: the parts that the SIP dissector
 * passes on then belong to that message. It is parsed once. */
static bool take_datagram(packet_info *pinfo, GArray *seen)
{
    struct hooked_message hooked;

    if (frame.datagram.buffer == NULL || frame.datagram.read)
        return datagram_is_taken();
    frame.datagram.read = true;
    if (frame.datagram.start + frame.datagram.length >
            tvb_captured_length(frame.datagram.buffer) ||
        read_message(pinfo, frame.datagram.buffer, frame.datagram.start,
                     frame.datagram.length, &hooked) == SIP_PARSE_NOT_SIP)
        return false;
    hooked.sighting.source = frame.datagram.source;
    hooked.sighting.destination = frame.datagram.destination;
    forget_within(seen, frame.datagram.buffer, frame.datagram.start,
                  frame.datagram.start + frame.datagram.length);
    g_array_append_val(seen, hooked);
    frame.datagram.taken = true;
    return true;
}

/* Whether octet AT of BUFFER lies in a datagram that is a SIP message. */
static bool datagram_holds(packet_info *pinfo, GArray *seen,
                           const tvbuff_t *buffer, size_t at)
{
    return frame.datagram.buffer == buffer && at >= frame.datagram.start &&
           at < frame.datagram.start + frame.datagram.length &&
           take_datagram(pinfo, seen);
}

/* Takes the message whose start line or headers contain TVB. */
static int dissect_part(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                        void *data _U_)
{
    int used = (int)tvb_captured_length(tvb);
    GArray *seen;
    tvbuff_t *buffer;
    size_t length;
    size_t at;
    size_t start;
    struct hooked_message hooked;

    if (PINFO_FD_VISITED(pinfo) || pinfo->flags.in_error_pkt)
        return used;
    other_transport_look(pinfo, tree);
    seen = of_frame(pinfo);
    buffer = tvb_get_ds_tvb(tvb);
    at = (size_t)tvb_raw_offset(tvb);
    length = tvb_captured_length(buffer);
    if (at >= length || datagram_holds(pinfo, seen, buffer, at) ||
        seen_at(seen, buffer, at) != NULL || is_nested(pinfo))
        return used;
    if (sip_scan_back((const char *)tvb_get_ptr(buffer, 0, (int)length), length,
                      seen_before(seen, buffer, at), at, &start) &&
        read_message(pinfo, buffer, start, length - start, &hooked) !=
            SIP_PARSE_NOT_SIP)
        g_array_append_val(seen, hooked);
    return used;
}

void sip_hook_datagram(packet_info *pinfo, tvbuff_t *tvb, int offset,
                       unsigned length, uint16_t source_port,
                       uint16_t destination_port)
{
    of_frame(pinfo);
    frame.datagram.buffer = tvb_get_ds_tvb(tvb);
    frame.datagram.start = (size_t)tvb_raw_offset(tvb) + (size_t)offset;
    frame.datagram.length = length;
    frame.datagram.read = false;
    frame.datagram.taken = false;
    frame.datagram.source = frame_endpoint(&pinfo->src, source_port);
    frame.datagram.destination = frame_endpoint(&pinfo->dst, destination_port);
}

/* Whether what no hook has shown is a SIP message: complete, and with the
 * headers that every message has. */
static bool is_complete(enum sip_parse_result result,
                        const struct sip_message *message)
{
    return result == SIP_PARSE_OK && !message->body_cut &&
           message->call_id.length > 0 && message->cseq_valid &&
           message->from_tag.length > 0;
}

/* Where the line after the one at START begins. */
static size_t line_after(const char *text, size_t length, size_t start)
{
    const char *end = memchr(text + start, '\n', length - start);

    return end != NULL ? (size_t)(end - text) + 1 : length;
}

static void search(packet_info *pinfo, GArray *seen, tvbuff_t *buffer)
{
    size_t length = tvb_captured_length(buffer);
    const char *text =
        length > 0 ? (const char *)tvb_get_ptr(buffer, 0, (int)length) : NULL;
    size_t from = 0;
    size_t start;

    while (text != NULL && sip_scan_next(text, length, from, &start)) {
        const struct hooked_message *known = seen_at(seen, buffer, start);
        struct hooked_message hooked;

        if (known != NULL) {
            from = known->end;
            continue;
        }
        from = line_after(text, length, start);
        if (!is_complete(
                read_message(pinfo, buffer, start, length - start, &hooked),
                &hooked.sighting.message))
            continue;
        g_array_append_val(seen, hooked);
        from = hooked.end;
    }
}

/* The place of BUFFER among the data sources of the frame: reassembled data
 * comes before the rest of the frame. */
static unsigned order_of(const packet_info *pinfo, tvbuff_t *buffer)
{
    unsigned place = 0;

    for (GSList *node = pinfo->data_src; node != NULL;
         node = node->next, place++)
        if (get_data_source_tvb(node->data) == buffer)
            return place > 0 ? place : UINT_MAX;
    return UINT_MAX - 1;
}

static gint compare(gconstpointer a, gconstpointer b)
{
    const struct hooked_message *first = a;
    const struct hooked_message *second = b;

    if (first->order != second->order)
        return first->order < second->order ? -1 : 1;
    return first->start < second->start ? -1 : first->start > second->start;
}

void sip_hook_exclude(const packet_info *pinfo)
{
    frame.media_number = pinfo->num;
}

bool sip_hook_may_hold(const packet_info *pinfo)
{
    return frame.media_number != pinfo->num;
}

bool sip_hook_saw(const packet_info *pinfo)
{
    return (frame.number == pinfo->num && frame.hooked->len > 0) ||
           has_layer(pinfo, proto_sip);
}

GArray *sip_hook_messages(packet_info *pinfo)
{
    GArray *seen = of_frame(pinfo);

    if (!datagram_is_taken() && holds_sip(pinfo) && !take_datagram(pinfo, seen))
        for (GSList *node = pinfo->data_src; node != NULL; node = node->next)
            search(pinfo, seen, get_data_source_tvb(node->data));
    if (seen->len > 1) {
        for (guint i = 0; i < seen->len; i++) {
            struct hooked_message *hooked =
                &g_array_index(seen, struct hooked_message, i);

            hooked->order = order_of(pinfo, hooked->buffer);
        }
        g_array_sort(seen, compare);
    }
    return seen;
}

static void sip_hook_init(void)
{
    frame.number = 0;
    frame.media_number = 0;
    frame.datagram.buffer = NULL;
    sip_hook_forget();
}

static void sip_hook_shutdown(void)
{
    g_array_unref(frame.hooked);
}

/* Registers a dissector, unless another plugin has taken the name: under no
 * protocol, or SIP would show its parts as data where LYNC is disabled. */
static void register_part(const char *name, const char *description)
{
    if (find_dissector(name) == NULL)
        register_dissector_with_description(name, description, dissect_part,
                                            -1);
}

void sip_hook_register(void)
{
    frame.hooked = g_array_new(FALSE, FALSE, sizeof(struct hooked_message));
    register_init_routine(sip_hook_init);
    register_shutdown_routine(sip_hook_shutdown);
    register_part("sip.uri_userinfo", "User part of a SIP URI");
    register_part("sip.diagnostic", "Reason phrase of a SIP response");
    register_part("sip.via_branch", "Branch of a SIP Via");
}

void sip_hook_handoff(void)
{
    proto_sip = proto_get_id_by_filter_name("sip");
    proto_mime_multipart = proto_get_id_by_filter_name("mime_multipart");
    proto_icmp = proto_get_id_by_filter_name("icmp");
    proto_icmpv6 = proto_get_id_by_filter_name("icmpv6");
}

/* How the text of each SIP message is reached, with and without a tree.
 *
 * Four routes lead there, and each message is taken once:
 *  1. A UDP datagram that the SIP dissector took holds one message: the gate
 *     in front of UDP has its text.
 *  2. The SIP dissector hands the user part of From and To, and the reason
 *     phrase of a response, to dissectors that a plugin may register, tree or
 *     no tree ("sip.uri_userinfo", "sip.diagnostic"). What they get lies in
 *     the message's text.
 *  3. With a tree it hands on each Via's branch, too.
 *  4. What is left, requests between URIs whose user part has no or one
 *     character over another transport than UDP, is searched for in the data
 *     of frames in which the SIP dissector was at work.
 *
 * Nothing is done on later passes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_hook.h"

#include <epan/proto_data.h>

#include <string.h>

#include "sip_scan.h"
#include "wireshark_compat.h"
#include "sip_parse.h"

/* The payload of a UDP datagram that may be SIP. */
struct sip_datagram {
    tvbuff_t *buffer;
    size_t start;
    size_t length;
    struct endpoint source;
    struct endpoint destination;
    bool read;  /* it was tried to read it as SIP */
    bool taken; /* it is SIP, and among the sightings */
};

static int proto_sip;
static int proto_mime_multipart;
static int proto_icmp;
static int proto_icmpv6;
static GArray *sightings; /* struct sip_sighting of the frame */
static uint32_t sightings_frame;
static uint32_t media_frame; /* the latest one that holds media instead */
static struct sip_datagram datagram; /* of the frame; buffer NULL: none */

/* The messages seen so far of the frame that PINFO is at. */
static GArray *of_frame(const packet_info *pinfo)
{
    if (sightings_frame != pinfo->num) {
        sightings_frame = pinfo->num;
        g_array_set_size(sightings, 0);
        datagram.buffer = NULL;
    }
    return sightings;
}

static struct endpoint endpoint_at(const address *from, uint32_t port)
{
    struct endpoint none = {0};

    if (from->type == AT_IPv4)
        return endpoint_of(4, from->data, (uint16_t)port);
    if (from->type == AT_IPv6)
        return endpoint_of(6, from->data, (uint16_t)port);
    return none;
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

/* Whether the SIP dissector was asked to look at the frame, and not at what an
 * ICMP error quotes. */
static bool was_asked(const packet_info *pinfo)
{
    bool found = false;

    for (wmem_list_frame_t *layer = wmem_list_tail(pinfo->layers);
         layer != NULL; layer = wmem_list_frame_prev(layer)) {
        int proto = GPOINTER_TO_INT(wmem_list_frame_data(layer));

        if (proto == proto_icmp || proto == proto_icmpv6)
            return false;
        found = found || proto == proto_sip;
    }
    return found;
}

/* Whether the SIP dissector found a message in the frame. The list of layers
 * does not tell: it keeps a dissector that found nothing when there is no
 * tree, and drops it when there is one. What SIP keeps of a message tells. */
static bool holds_sip(packet_info *pinfo)
{
    uint32_t n_layers;

    if (!was_asked(pinfo))
        return false;
    n_layers = wmem_list_count(pinfo->layers);
    for (uint32_t layer = 1; layer <= n_layers + 1; layer++)
        if (p_get_proto_data(pinfo->pool, pinfo, proto_sip, layer) != NULL)
            return true;
    return false;
}

/* The message that holds octet AT of BUFFER, or NULL. */
static const struct sip_sighting *seen_at(const GArray *seen,
                                          const tvbuff_t *buffer, size_t at)
{
    for (guint i = 0; i < seen->len; i++) {
        const struct sip_sighting *sighting =
            &g_array_index(seen, struct sip_sighting, i);

        if (sighting->buffer == buffer && at >= sighting->start &&
            at < sighting->end)
            return sighting;
    }
    return NULL;
}

/* Where the last message before AT in BUFFER ends. */
static size_t seen_before(const GArray *seen, const tvbuff_t *buffer, size_t at)
{
    size_t floor = 0;

    for (guint i = 0; i < seen->len; i++) {
        const struct sip_sighting *sighting =
            &g_array_index(seen, struct sip_sighting, i);

        if (sighting->buffer == buffer && sighting->end <= at)
            floor = MAX(floor, sighting->end);
    }
    return floor;
}

/* Reads the message at START of BUFFER into SIGHTING, LENGTH octets at most. */
static enum sip_parse_result read_message(const packet_info *pinfo,
                                          tvbuff_t *buffer, size_t start,
                                          size_t length,
                                          struct sip_sighting *sighting)
{
    const char *text =
        (const char *)tvb_get_ptr(buffer, (int)start, (int)length);
    enum sip_parse_result result = sip_parse(text, length, &sighting->message);

    sighting->buffer = buffer;
    sighting->start = start;
    sighting->end = start + MAX(sighting->message.length_bytes, 1);
    sighting->source = endpoint_at(&pinfo->src, pinfo->srcport);
    sighting->destination = endpoint_at(&pinfo->dst, pinfo->destport);
    return result;
}

/* Drops what was taken from the octets START to END of BUFFER. */
static void forget_within(GArray *seen, const tvbuff_t *buffer, size_t start,
                          size_t end)
{
    for (guint i = seen->len; i > 0; i--) {
        const struct sip_sighting *sighting =
            &g_array_index(seen, struct sip_sighting, i - 1);

        if (sighting->buffer == buffer && sighting->start >= start &&
            sighting->start < end)
            g_array_remove_index(seen, i - 1);
    }
}

/* Takes the datagram if it is a SIP message: what the SIP dissector shows of
 * it is a part of that. It is read once. */
static bool take_datagram(packet_info *pinfo, GArray *seen)
{
    struct sip_sighting sighting;

    if (datagram.buffer == NULL || datagram.read)
        return datagram.buffer != NULL && datagram.taken;
    datagram.read = true;
    if (datagram.start + datagram.length >
            tvb_captured_length(datagram.buffer) ||
        read_message(pinfo, datagram.buffer, datagram.start, datagram.length,
                     &sighting) == SIP_PARSE_NOT_SIP)
        return false;
    sighting.source = datagram.source;
    sighting.destination = datagram.destination;
    forget_within(seen, datagram.buffer, datagram.start,
                  datagram.start + datagram.length);
    g_array_append_val(seen, sighting);
    datagram.taken = true;
    return true;
}

/* Whether octet AT of BUFFER lies in a datagram that is a SIP message. */
static bool datagram_holds(packet_info *pinfo, GArray *seen,
                           const tvbuff_t *buffer, size_t at)
{
    return datagram.buffer == buffer && at >= datagram.start &&
           at < datagram.start + datagram.length && take_datagram(pinfo, seen);
}

/* Takes the message whose start line or headers hold TVB. */
static int dissect_part(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree _U_,
                        void *data _U_)
{
    int used = (int)tvb_captured_length(tvb);
    GArray *seen;
    tvbuff_t *buffer;
    size_t length;
    size_t at;
    size_t start;
    struct sip_sighting sighting;

    if (PINFO_FD_VISITED(pinfo) || pinfo->flags.in_error_pkt)
        return used;
    seen = of_frame(pinfo);
    buffer = tvb_get_ds_tvb(tvb);
    at = (size_t)tvb_raw_offset(tvb);
    length = tvb_captured_length(buffer);
    if (at >= length || datagram_holds(pinfo, seen, buffer, at) ||
        seen_at(seen, buffer, at) != NULL || is_nested(pinfo))
        return used;
    if (sip_scan_back((const char *)tvb_get_ptr(buffer, 0, (int)length), length,
                      seen_before(seen, buffer, at), at, &start) &&
        read_message(pinfo, buffer, start, length - start, &sighting) !=
            SIP_PARSE_NOT_SIP)
        g_array_append_val(seen, sighting);
    return used;
}

void sip_hook_datagram(packet_info *pinfo, tvbuff_t *tvb, int offset,
                       unsigned length, uint16_t source_port,
                       uint16_t destination_port)
{
    of_frame(pinfo);
    datagram.buffer = tvb_get_ds_tvb(tvb);
    datagram.start = (size_t)(tvb_raw_offset(tvb) + offset);
    datagram.length = length;
    datagram.read = false;
    datagram.taken = false;
    datagram.source = endpoint_at(&pinfo->src, source_port);
    datagram.destination = endpoint_at(&pinfo->dst, destination_port);
}

/* Whether a message that no hook has shown is one: complete, and with what
 * every message has. */
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
        const struct sip_sighting *known = seen_at(seen, buffer, start);
        struct sip_sighting sighting;

        if (known != NULL) {
            from = known->end;
            continue;
        }
        from = line_after(text, length, start);
        if (!is_complete(
                read_message(pinfo, buffer, start, length - start, &sighting),
                &sighting.message))
            continue;
        g_array_append_val(seen, sighting);
        from = sighting.end;
    }
}

/* The place of BUFFER among the data sources of the frame: what is reassembled
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
    const struct sip_sighting *first = a;
    const struct sip_sighting *second = b;

    if (first->order != second->order)
        return first->order < second->order ? -1 : 1;
    return first->start < second->start ? -1 : first->start > second->start;
}

void sip_hook_exclude(const packet_info *pinfo)
{
    media_frame = pinfo->num;
}

bool sip_hook_may_hold(const packet_info *pinfo)
{
    return media_frame != pinfo->num;
}

GArray *sip_hook_messages(packet_info *pinfo)
{
    GArray *seen = of_frame(pinfo);

    if (holds_sip(pinfo) && !take_datagram(pinfo, seen))
        for (GSList *node = pinfo->data_src; node != NULL; node = node->next)
            search(pinfo, seen, get_data_source_tvb(node->data));
    if (seen->len > 1) {
        for (guint i = 0; i < seen->len; i++) {
            struct sip_sighting *sighting =
                &g_array_index(seen, struct sip_sighting, i);

            sighting->order = order_of(pinfo, sighting->buffer);
        }
        g_array_sort(seen, compare);
    }
    return seen;
}

static void sip_hook_init(void)
{
    sightings_frame = 0;
    media_frame = 0;
    datagram.buffer = NULL;
    g_array_set_size(sightings, 0);
}

static void sip_hook_shutdown(void)
{
    g_array_unref(sightings);
}

/* Another plugin may have taken the name. */
static void register_part(const char *name, const char *description, int proto)
{
    if (find_dissector(name) == NULL)
        register_dissector_with_description(name, description, dissect_part,
                                            proto);
}

void sip_hook_register(int proto)
{
    sightings = g_array_new(FALSE, FALSE, sizeof(struct sip_sighting));
    register_init_routine(sip_hook_init);
    register_shutdown_routine(sip_hook_shutdown);
    register_part("sip.uri_userinfo", "User part of a SIP URI", proto);
    register_part("sip.diagnostic", "Reason phrase of a SIP response", proto);
    register_part("sip.via_branch", "Branch of a SIP Via", proto);
}

void sip_hook_handoff(void)
{
    proto_sip = proto_get_id_by_filter_name("sip");
    proto_mime_multipart = proto_get_id_by_filter_name("mime_multipart");
    proto_icmp = proto_get_id_by_filter_name("icmp");
    proto_icmpv6 = proto_get_id_by_filter_name("icmpv6");
}

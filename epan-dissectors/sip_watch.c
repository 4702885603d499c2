/* The watch over SIP: feeds the messages of each frame to the judges, and
 * keeps what they say.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_watch.h"

#include "call_endpoints.h"
#include "call_watch.h"
#include "capture_copy.h"
#include "finding_store.h"
#include "frame_time.h"
#include "keep_alive.h"
#include "preferences.h"
#include "registration.h"
#include "sip_hook.h"
#include "sip_view.h"
#include "trunk_watch.h"

static struct session_timer *timer;
static struct registrations *registrations;
static struct keep_alives *keep_alives;
static GPtrArray *found; /* what a message or packet has proven */

static struct endpoint endpoint_at(const address *from, uint32_t port)
{
    struct endpoint none = {0};

    if (from->type == AT_IPv4)
        return endpoint_of(4, from->data, (uint16_t)port);
    if (from->type == AT_IPv6)
        return endpoint_of(6, from->data, (uint16_t)port);
    return none;
}

uint32_t sip_watch_call_of_media(packet_info *pinfo)
{
    struct endpoint end = endpoint_at(&pinfo->dst, pinfo->destport);
    uint32_t call = call_endpoints_find(&end);

    if (call != CALL_NONE)
        return call;
    end = endpoint_at(&pinfo->src, pinfo->srcport);
    return call_endpoints_find(&end);
}

void sip_watch_on_media(packet_info *pinfo, uint32_t call)
{
    call_watch_media(pinfo, call, timer, frame_time_ns(pinfo), found);
    if (found->len > 0)
        finding_store_add(pinfo, found, FINDING_NO_INDEX, call);
}

/* A message that another observation point has shown: judged already. */
static bool take_copy(packet_info *pinfo, const struct sip_sighting *sighting)
{
    static const struct session_view nothing = {.repeated = true};
    int length = (int)(sighting->end - sighting->start);

    if (!capture_copy_seen(
            pinfo, tvb_get_ptr(sighting->buffer, (int)sighting->start, length),
            (size_t)length))
        return false;
    sip_view_keep(pinfo, &sighting->message, &nothing,
                  call_watch_call_of(&sighting->message), NULL);
    return true;
}

static void take_message(packet_info *pinfo,
                         const struct sip_sighting *sighting)
{
    const struct sip_message *message = &sighting->message;
    int64_t now = frame_time_ns(pinfo);
    struct session_view view;
    const char *verdict;
    uint32_t call;

    if (take_copy(pinfo, sighting))
        return;
    session_timer_message(timer, message, &sighting->source,
                          &sighting->destination, pinfo->num, now, &view,
                          found);
    registrations_message(registrations, message, &sighting->source,
                          &sighting->destination, now, found);
    if (pinfo->ptype == PT_TCP)
        keep_alives_message(keep_alives, message, &sighting->source,
                            &sighting->destination, now);
    call = call_watch_message(pinfo, sighting, &view, timer, &verdict);
    if (call != CALL_NONE)
        trunk_watch_message(pinfo, call, sighting, &view);
    finding_store_add(pinfo, found, FINDING_NO_INDEX, call);
    sip_view_keep(pinfo, message, &view, call, verdict);
}

/* A packet of TCP, which keeps its connection alive. */
static void take_packet(packet_info *pinfo)
{
    struct endpoint source = endpoint_at(&pinfo->src, pinfo->srcport);
    struct endpoint destination = endpoint_at(&pinfo->dst, pinfo->destport);

    keep_alives_packet(keep_alives, &source, &destination, frame_time_ns(pinfo),
                       found);
    if (found->len > 0)
        finding_store_add(pinfo, found, FINDING_NO_INDEX, CALL_NONE);
}

void sip_watch_frame(packet_info *pinfo)
{
    GArray *messages = sip_hook_messages(pinfo);

    if (pinfo->ptype == PT_TCP &&
        g_hash_table_size(keep_alives->connections) > 0)
        take_packet(pinfo);
    for (guint i = 0; i < messages->len; i++)
        take_message(pinfo, &g_array_index(messages, struct sip_sighting, i));
    g_array_set_size(messages, 0);
}

const struct session_timer *sip_watch_sessions(void)
{
    return timer;
}

static void sip_watch_init(void)
{
    uint32_t grace_s = lync_preferences()->session_grace_s;

    timer = session_timer_new(grace_s, 0);
    registrations = registrations_new(grace_s);
    keep_alives = keep_alives_new(grace_s);
    call_watch_init();
}

static void sip_watch_cleanup(void)
{
    session_timer_free(timer);
    registrations_free(registrations);
    keep_alives_free(keep_alives);
    timer = NULL;
    registrations = NULL;
    keep_alives = NULL;
    call_watch_cleanup();
}

static void sip_watch_shutdown(void)
{
    g_ptr_array_unref(found);
}

void sip_watch_register(void)
{
    found = finding_list_new();
    call_endpoints_register();
    call_watch_register();
    register_init_routine(sip_watch_init);
    register_cleanup_routine(sip_watch_cleanup);
    register_shutdown_routine(sip_watch_shutdown);
}

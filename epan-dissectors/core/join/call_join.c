/* Which legs are one call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_join.h"

#include <string.h>

#include <glib.h>

#include "call_relay.h"

#define A SIDE_A
#define B SIDE_B

#define DISCARD_PORT 9 /* ICE without an address yet, RFC 8840 */

/* How two pairs compare, in either order. */
enum match {
    MATCH_NONE,    /* too little is known, or nothing is the same */
    MATCH_HALF,    /* one is the same, the other not known on both */
    MATCH_DIFFERS, /* both are known on both, and at least one differs */
    MATCH_BOTH,
};

/* What is compared: whether side I of a leg has it, and whether side I of A has
 * the same as side J of B. */
struct feature {
    bool (*is_known)(const struct call_leg *leg, int i);
    bool (*is_same)(const struct call_leg *a, int i, const struct call_leg *b,
                    int j);
};

static bool has_uuid(const struct call_leg *leg, int i)
{
    return leg->uuids[i][0] != '\0';
}

static bool same_uuid(const struct call_leg *a, int i, const struct call_leg *b,
                      int j)
{
    return strcmp(a->uuids[i], b->uuids[j]) == 0;
}

/* Whether side I has an address at which a single party receives media. */
static bool has_media(const struct call_leg *leg, int i)
{
    const struct endpoint *media = &leg->media[i];
    static const uint8_t unspecified[sizeof media->address] = {0};

    return media->family != 0 && media->port != 0 &&
           media->port != DISCARD_PORT && !endpoint_is_multicast(media) &&
           memcmp(media->address, unspecified, sizeof unspecified) != 0;
}

static bool same_media(const struct call_leg *a, int i,
                       const struct call_leg *b, int j)
{
    return endpoint_equal(&a->media[i], &b->media[j]);
}

static enum match match(const struct call_leg *a, const struct call_leg *b,
                        const struct feature *feature)
{
    bool same[N_SIDES][N_SIDES];
    bool all_known = true;

    for (int i = 0; i < N_SIDES; i++) {
        all_known =
            all_known && feature->is_known(a, i) && feature->is_known(b, i);
        for (int j = 0; j < N_SIDES; j++)
            same[i][j] =
                feature->is_known(a, i) && feature->is_same(a, i, b, j);
    }
    if (all_known)
        return (same[A][A] && same[B][B]) || (same[A][B] && same[B][A])
                   ? MATCH_BOTH
                   : MATCH_DIFFERS;
    return same[A][A] || same[A][B] || same[B][A] || same[B][B] ? MATCH_HALF
                                                                : MATCH_NONE;
}

static bool overlap(const struct call_leg *a, const struct call_leg *b)
{
    return a->begin_ns <= b->end_ns && b->begin_ns <= a->end_ns;
}

static bool is_together(int64_t a_ns, int64_t b_ns)
{
    return ABS(a_ns - b_ns) <= CALL_JOIN_WINDOW_NS;
}

static bool ended_together(const struct call_leg *a, const struct call_leg *b)
{
    return is_together(a->end_ns, b->end_ns);
}

static bool same_call_id(const struct call_leg *a, const struct call_leg *b)
{
    return a->call_id != NULL && b->call_id != NULL &&
           strcmp(a->call_id, b->call_id) == 0;
}

/* Whether the host that received FIRST sent SECOND, at the same time or
 * later. */
static bool is_passed_on(const struct call_leg *first,
                         const struct call_leg *second)
{
    return first->begin_ns <= second->begin_ns && first->hosts[B].family != 0 &&
           endpoint_same_address(&first->hosts[B], &second->hosts[A]);
}

static bool has_host_between(const struct call_leg *a, const struct call_leg *b)
{
    return is_passed_on(a, b) || is_passed_on(b, a);
}

/* Two calls from the same host, or to the same host, are not the two sides of a
 * B2BUA. */
static bool share_no_host(const struct call_leg *a, const struct call_leg *b)
{
    return !endpoint_same_address(&a->hosts[A], &b->hosts[A]) &&
           !endpoint_same_address(&a->hosts[B], &b->hosts[B]);
}

static bool alike(const struct sip_number *a, const struct sip_number *b)
{
    return sip_number_same(a, b) || sip_number_equal(a, b);
}

/* Rule 8: at least one of the two is an extension. */
static bool same_extensions(const struct call_leg *a, const struct call_leg *b)
{
    return a->start_seen && b->start_seen &&
           alike(&a->numbers[A], &b->numbers[A]) &&
           alike(&a->numbers[B], &b->numbers[B]) &&
           !(sip_number_same(&a->numbers[A], &b->numbers[A]) &&
             sip_number_same(&a->numbers[B], &b->numbers[B]));
}

/* Rules 7 and 8. */
static struct call_join join_by_numbers(const struct call_leg *a,
                                        const struct call_leg *b)
{
    bool withheld =
        a->numbers[A].digits[0] == '\0' || b->numbers[A].digits[0] == '\0';
    bool between = has_host_between(a, b);

    if (same_extensions(a, b) && between && ended_together(a, b))
        return (struct call_join){CALL_JOIN_LIKELY, CALL_JOIN_EXTENSIONS};
    if (!a->start_seen || !b->start_seen ||
        !sip_number_same(&a->numbers[B], &b->numbers[B]))
        return NO_CALL_JOIN;
    if (withheld && !between)
        return NO_CALL_JOIN;
    if (!withheld && !sip_number_same(&a->numbers[A], &b->numbers[A]))
        return NO_CALL_JOIN;
    if (!withheld && !between && share_no_host(a, b) && ended_together(a, b))
        return (struct call_join){CALL_JOIN_LIKELY, CALL_JOIN_NUMBERS_TIMES};
    if (withheld || !between)
        return (struct call_join){CALL_JOIN_POSSIBLE, CALL_JOIN_LOOSE_NUMBERS};
    return (struct call_join){CALL_JOIN_LIKELY, CALL_JOIN_NUMBERS};
}

/* Rule 9. */
static struct call_join join_through_host(const struct call_leg *a,
                                          const struct call_leg *b)
{
    if (has_host_between(a, b) && call_relay_is_rtp(a, b))
        return (struct call_join){CALL_JOIN_LIKELY, CALL_JOIN_RTP};
    if (has_host_between(a, b) && call_relay_is_caller(a, b))
        return (struct call_join){CALL_JOIN_LIKELY, CALL_JOIN_CALLER};
    return NO_CALL_JOIN;
}

struct call_join call_join_judge(const struct call_leg *a,
                                 const struct call_leg *b)
{
    static const struct feature uuid = {has_uuid, same_uuid};
    static const struct feature address = {has_media, same_media};
    enum match uuids = match(a, b, &uuid);
    enum match media = match(a, b, &address);
    struct call_join by_numbers, through_host;

    if (!overlap(a, b))
        return NO_CALL_JOIN;
    if (uuids == MATCH_BOTH)
        return (struct call_join){CALL_JOIN_CERTAIN, CALL_JOIN_SESSION_ID};
    if (same_call_id(a, b) && is_together(a->begin_ns, b->begin_ns))
        return (struct call_join){CALL_JOIN_CERTAIN, CALL_JOIN_CALL_ID};
    if (media == MATCH_BOTH)
        return (struct call_join){uuids == MATCH_DIFFERS ? CALL_JOIN_LIKELY
                                                         : CALL_JOIN_CERTAIN,
                                  CALL_JOIN_MEDIA};
    if (uuids == MATCH_DIFFERS || !is_together(a->begin_ns, b->begin_ns))
        return NO_CALL_JOIN;
    if (uuids == MATCH_HALF)
        return (struct call_join){CALL_JOIN_LIKELY, CALL_JOIN_HALF_SESSION_ID};
    if (media == MATCH_HALF)
        return (struct call_join){CALL_JOIN_LIKELY, CALL_JOIN_HALF_MEDIA};
    by_numbers = join_by_numbers(a, b);
    through_host = join_through_host(a, b);
    return through_host.confidence > by_numbers.confidence ? through_host
                                                           : by_numbers;
}

bool call_join_is_stronger(struct call_join a, struct call_join b)
{
    if (a.confidence != b.confidence)
        return a.confidence > b.confidence;
    return a.reason < CALL_JOIN_RTP && b.reason >= CALL_JOIN_RTP;
}

const char *call_join_confidence_name(enum call_join_confidence confidence)
{
    static const char *const names[] = {"none", "possible", "likely",
                                        "certain"};

    return (unsigned)confidence < G_N_ELEMENTS(names) ? names[confidence]
                                                      : names[0];
}

const char *call_join_reason_text(enum call_join_reason reason)
{
    static const char *const texts[N_CALL_JOIN_REASONS] = {
        [CALL_JOIN_NO_REASON] = "",
        [CALL_JOIN_SESSION_ID] = "the same session id",
        [CALL_JOIN_HALF_SESSION_ID] =
            "one half of the session id is the same, the other is not known",
        [CALL_JOIN_MEDIA] = "the same media addresses",
        [CALL_JOIN_HALF_MEDIA] =
            "one media address is the same, the other is not known",
        [CALL_JOIN_CALL_ID] = "the same Call-ID",
        [CALL_JOIN_NUMBERS_TIMES] =
            "the same numbers, begun and ended within 2 s",
        [CALL_JOIN_EXTENSIONS] =
            ("the same extensions, begun and ended within 2 s, "
             "through the host between"),
        [CALL_JOIN_NUMBERS] =
            "the same numbers within 2 s, through the host between",
        [CALL_JOIN_LOOSE_NUMBERS] =
            "the same numbers as far as shown, within 2 s",
        [CALL_JOIN_RTP] = "the same RTP, through the host between",
        [CALL_JOIN_CALLER] = ("the same caller, begun and ended within 0.5 s, "
                              "through the host between"),
        [CALL_JOIN_FLOW_ENDPOINT] =
            "opposite directions at the same media address",
        [CALL_JOIN_FLOW_KINDS] =
            ("audio and video between the same two hosts, begun "
             "within 2 s"),
        [CALL_JOIN_FLOW_OF_CALL] =
            "the media at its hosts that ends with the BYE",
    };

    return (unsigned)reason < N_CALL_JOIN_REASONS ? texts[reason] : "";
}

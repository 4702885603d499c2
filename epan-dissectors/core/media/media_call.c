/* A call as seen by the media checks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_call.h"

#include "finding.h"
#include "product_advice.h"
#include "rtcp_presence.h"

/* A side that sends media sends at least one packet in this time. */
#define PACKET_TIME_MAX_NS (NS_PER_S / 5)

/* RTP this recently before the last packet of any kind had not stopped. */
#define RTP_FLOWS_NS (5 * NS_PER_S)

/* Whether SIDE sent RTP recently enough to be playing music on hold. */
static bool plays_music(const struct media_call *call, enum side side,
                        int64_t time_ns)
{
    return call->rtp_seen[side] &&
           time_ns - call->last_rtp_ns[side] <= MEDIA_CALL_MUSIC_NS;
}

/* While music on hold plays, RTCPActiveCalls applies and not
 * RTCPCallsOnHold. */
static bool is_silent_hold(const struct media_call *call, enum side silent,
                           int64_t time_ns)
{
    return call->n_held > 0 && !plays_music(call, side_other(silent), time_ns);
}

/* Names what SIDE sent last, if that explains its silence. */
static const char *noise_text(const struct media_call *call, enum side side)
{
    static const char *const texts[] = {
        "", " since one comfort noise packet (a mute)",
        " since comfort noise (a mute)"};

    return texts[call->n_noise[side]];
}

/* A conference server does not hang up on a party that it has muted. */
static enum finding_severity timeout_severity(const struct media_call *call,
                                              enum side side)
{
    return call->generation == PRODUCT_GENERATION_CONFERENCE &&
                   call->n_noise[side] > 0
               ? FINDING_NOTE
               : FINDING_WARN;
}

/* How long SIDE has been silent at TIME_NS: by PROOF if that is exact. */
static int64_t silent_ns(const struct media_call *call, enum side side,
                         int64_t time_ns, const struct media_proof *proof)
{
    return proof->least_ns == proof->most_ns
               ? proof->most_ns
               : time_ns - call->timeout.parties[side].silent_since_ns;
}

static void add_timeout(const struct media_call *call, enum side side,
                        int64_t time_ns, const struct media_proof *proof,
                        GPtrArray *findings)
{
    const struct media_timeout_party *party = &call->timeout.parties[side];
    double silence_s = seconds_of(silent_ns(call, side, time_ns, proof));
    enum product_situation situation =
        is_silent_hold(call, side, time_ns) ? PRODUCT_HELD : PRODUCT_NO_MEDIA;
    char who[ENDPOINT_TEXT_BYTES];

    endpoint_text(&call->media[side], who);
    if (!party->heard) {
        finding_add_as(findings, FINDING_MEDIA_TIMEOUT, FINDING_NOTE,
                       "%s has sent neither RTP nor RTCP in the %.1f s since "
                       "media was expected of it; no packet of it is in the "
                       "capture, which may see one direction only\n%s",
                       who, silence_s,
                       product_advice_text(call->generation, situation));
        finding_point_at(findings, &call->media[side],
                         "one side was never heard");
        return;
    }
    finding_add_as(findings, FINDING_MEDIA_TIMEOUT,
                   timeout_severity(call, side),
                   "%s has sent neither RTP nor RTCP for %.1f s%s while the "
                   "call is %s\n%s",
                   who, silence_s, noise_text(call, side),
                   call->n_held > 0 ? "on hold" : "up",
                   product_advice_text(call->generation, situation));
    finding_point_at(findings, &call->media[side], NULL);
}

/* The longest time between two packets while SIDE sends: of RTP if its RTP
 * flowed until the silence, else of RTCP. */
static int64_t gap_ns(const struct media_call *call, enum side side)
{
    return call->rtp_seen[side] && call->timeout.parties[side].silent_since_ns -
                                           call->last_rtp_ns[side] <=
                                       RTP_FLOWS_NS
               ? PACKET_TIME_MAX_NS
               : RTCP_INTERVAL_MAX_NS;
}

/* Whether the packet of SIDE at TIME_NS proves that no packet is missing from
 * the whole silence, and that its timestamp advanced by that time. */
static bool is_designed(const struct media_call *call, enum side side,
                        int64_t time_ns)
{
    int64_t silence_ns = time_ns - call->timeout.parties[side].silent_since_ns;

    return call->reading[side] == SILENCE_DESIGNED &&
           call->reading_ns[side] >= silence_ns - SILENCE_CLOCK_TOLERANCE_NS;
}

/* Examines what the capture proves about the silence of SIDE at TIME_NS. A
 * silence by design needs no proof. */
static struct media_proof examine(const struct media_call *call, enum side side,
                                  int64_t time_ns)
{
    const struct media_absence absence = {
        .from = call->media[side],
        .to = call->media[side_other(side)],
        .since_ns = call->timeout.parties[side].silent_since_ns,
        .until_ns = time_ns,
        .gap_ns = gap_ns(call, side),
    };

    return media_witness_examine(
        is_designed(call, side, time_ns) ? NULL : call->limits->witness,
        &absence);
}

/* Adds the timeout of SIDE, whose silence ends at TIME_NS, unless the capture
 * may have missed packets. */
static void add_proved_timeout(const struct media_call *call, enum side side,
                               int64_t time_ns, GPtrArray *findings)
{
    struct media_proof proof = examine(call, side, time_ns);

    if (!call->timeout.parties[side].heard ||
        (proof.proved && proof.least_ns > call->limits->media_timeout_ns))
        add_timeout(call, side, time_ns, &proof, findings);
}

static void add_bye(const struct media_call *call, enum side silent,
                    int64_t time_ns, int64_t silence_ns, GPtrArray *findings)
{
    const struct media_timeout_party *party = &call->timeout.parties[silent];
    enum product_situation situation = is_silent_hold(call, silent, time_ns)
                                           ? PRODUCT_HELD_LOST
                                           : PRODUCT_CALL_LOST;
    char who[ENDPOINT_TEXT_BYTES];
    char by[ENDPOINT_TEXT_BYTES];

    endpoint_text(&call->media[silent], who);
    endpoint_text(&call->media[side_other(silent)], by);
    finding_add(findings, FINDING_MEDIA_TIMEOUT_BYE,
                "The side of %s hung up %.1f s after the last RTP or RTCP of "
                "%s%s%s: consistent with its media timeout of %.0f s\n%s",
                by, seconds_of(silence_ns), who,
                party->heard ? "" : " was expected; none is in the capture",
                call->n_noise[silent] > 0 ? ", comfort noise (a mute)" : "",
                seconds_of(call->limits->media_timeout_ns),
                product_advice_text(call->generation, situation));
    finding_point_at(findings, &call->media[silent], NULL);
}

void media_call_init(struct media_call *call, const struct media_limits *limits)
{
    *call = (struct media_call){.limits = limits};
}

/* Times of CALL may change. */
static inline void note_change(struct media_call *call)
{
    if (call->limits->changed != NULL)
        g_hash_table_add(call->limits->changed, call);
}

void media_call_on_up(struct media_call *call, int64_t time_ns)
{
    note_change(call);
    media_timeout_on_up(&call->timeout, time_ns);
}

void media_call_on_message(struct media_call *call, int64_t time_ns)
{
    media_timeout_note(&call->timeout, time_ns);
}

/* Adds the timeouts that last at TIME_NS, the end of the call. */
static void add_running(struct media_call *call, int64_t time_ns,
                        GPtrArray *findings)
{
    for (int side = 0; side < N_SIDES; side++)
        call->reading[side] = SILENCE_UNKNOWN;
    media_timeout_note(&call->timeout, time_ns);
    for (int side = 0; side < N_SIDES; side++)
        if (media_timeout_is_over(&call->timeout, side, time_ns,
                                  call->limits->media_timeout_ns))
            add_proved_timeout(call, side, time_ns, findings);
}

/* Whether the silence of SIDE is why the other side hangs up at TIME_NS. Sets
 * SILENCE_NS to its length, and timeout_unproved if the capture leaves that
 * open. */
static bool is_cause(struct media_call *call, enum side side, int64_t time_ns,
                     int64_t *silence_ns)
{
    int64_t limit_ns = call->limits->media_timeout_ns;
    struct media_proof proof;

    call->timeout_unproved = false;
    if (side >= N_SIDES ||
        media_timeout_silent_ns(&call->timeout, side, time_ns) == 0)
        return false;
    proof = examine(call, side, time_ns);
    *silence_ns = silent_ns(call, side, time_ns, &proof);
    if (media_limit_explains(*silence_ns, limit_ns) &&
        (call->bye_names_media ||
         (proof.proved && media_limit_explains(proof.least_ns, limit_ns) &&
          media_limit_explains(proof.most_ns, limit_ns))))
        return true;
    call->timeout_unproved = proof.least_ns <= media_limit_most_ns(limit_ns) &&
                             proof.most_ns >= media_limit_least_ns(limit_ns);
    return false;
}

bool media_call_on_bye(struct media_call *call, enum side by, int64_t time_ns,
                       GPtrArray *findings)
{
    int64_t silence_ns;
    bool told;

    add_running(call, time_ns, findings);
    told = is_cause(call, by < N_SIDES ? side_other(by) : SIDE_UNKNOWN, time_ns,
                    &silence_ns);
    if (told)
        add_bye(call, side_other(by), time_ns, silence_ns, findings);
    media_timeout_on_end(&call->timeout);
    return told;
}

void media_call_on_end(struct media_call *call)
{
    media_timeout_on_end(&call->timeout);
}

void media_call_at_end(const struct media_call *call, int64_t end_ns,
                       GPtrArray *findings)
{
    struct media_call end = *call;

    add_running(&end, end_ns, findings);
}

void media_call_on_silence(struct media_call *call, enum side side,
                           enum silence silence, int64_t silence_ns,
                           int64_t time_ns)
{
    note_change(call);
    call->reading[side] = silence;
    call->reading_ns[side] = silence_ns;
    if (silence == SILENCE_LOST_OR_MISSED || silence == SILENCE_CLOCK_STEPPED ||
        silence == SILENCE_CAPTURE_STOPPED)
        media_timeout_excuse(&call->timeout, side, time_ns);
}

void media_call_on_media(struct media_call *call, enum side side, bool is_rtp,
                         int64_t time_ns, GPtrArray *findings)
{
    note_change(call);
    if (!is_rtp)
        call->reading[side] = SILENCE_UNKNOWN;
    if (media_timeout_on_arrival(&call->timeout, side, time_ns,
                                 call->limits->media_timeout_ns))
        add_proved_timeout(call, side, time_ns, findings);
    media_timeout_on_heard(&call->timeout, side, time_ns);
    if (is_rtp) {
        call->rtp_seen[side] = true;
        call->last_rtp_ns[side] = time_ns;
    }
}

void media_call_on_history(struct media_call *call, enum side side,
                           const struct rtcp_presence *presence)
{
    note_change(call);
    if (presence->rtp_seen) {
        call->rtp_seen[side] = true;
        call->last_rtp_ns[side] = presence->last_rtp_ns;
        media_timeout_on_heard_before(&call->timeout, side,
                                      presence->last_rtp_ns);
    }
    if (presence->rtcp_seen)
        media_timeout_on_heard_before(&call->timeout, side,
                                      presence->last_rtcp_ns);
}

void media_call_expect(struct media_call *call, enum side side, int change,
                       int64_t time_ns)
{
    note_change(call);
    if (change > 0)
        call->n_expecting[side]++;
    else if (call->n_expecting[side] > 0)
        call->n_expecting[side]--;
    media_timeout_expect(&call->timeout, side, call->n_expecting[side] > 0,
                         time_ns);
}

void media_call_on_moved(struct media_call *call, enum side side,
                         const struct endpoint *from, const struct endpoint *to,
                         int64_t time_ns)
{
    note_change(call);
    if (endpoint_equal(&call->media[side], from))
        call->media[side] = *to;
    media_timeout_on_moved(&call->timeout, side, time_ns);
}

/* What the messages of a call leave behind.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_record.h"

#include <string.h>

#include <glib.h>

#include "call_response.h"
#include "call_route.h"
#include "sip_agent.h"
#include "call_facts.h"

#define STATUS_TRYING 100

static bool seen(struct call_point point)
{
    return point.frame != 0;
}

static struct call_point point_of(const struct call_sighting *sighting)
{
    const struct moment *moment = &sighting->sip->moment;

    return (struct call_point){moment->frame, moment->time_ns};
}

/* The URI as valid UTF-8, without bytes that a URI cannot contain. */
static char *name_of(struct text uri)
{
    if (uri.start == NULL)
        return NULL;
    return g_utf8_make_valid(uri.start,
                             (gssize)MIN(uri.length, CALL_NAME_BYTES_MAX));
}

static void begin(struct call_record *record, const struct sip_message *message,
                  const struct call_sighting *sighting)
{
    struct call_facts *facts = &record->facts;
    enum side sender = sighting->sender;

    facts->signalling_seen = true;
    facts->begin = point_of(sighting);
    facts->bye_by = SIDE_UNKNOWN;
    facts->reliable_transport = sighting->sip->transport == SIP_OVER_TCP;
    if (sender == SIDE_A || sender == SIDE_B) {
        facts->parties[sender] = sighting->sip->source;
        facts->parties[side_other(sender)] = sighting->sip->destination;
    }
    memcpy(record->leg.hosts, facts->parties, sizeof record->leg.hosts);
    record->leg.begin_ns = sighting->sip->moment.time_ns;
    /* The first message's From is the caller's, or in the middle of a call
     * that of side A. */
    record->names[SIDE_A] = name_of(message->from_uri);
    record->names[SIDE_B] = name_of(message->to_uri);
}

/* The INVITE is tried again: the outcome of the previous one no longer
 * counts. */
static void try_again(struct call_record *record, struct call_point point)
{
    static const struct call_point none = {0};
    struct call_facts *facts = &record->facts;

    facts->invite = point;
    facts->invite_repeat = none;
    facts->responded = false;
    facts->provisional_status = 0;
    facts->reliable = none;
    facts->reliable_repeat = none;
    facts->prack = none;
    facts->final = none;
    facts->final_status = 0;
    facts->cancel = none;
}

/* Whether MESSAGE belongs to the transaction of the INVITE that counts. */
static bool is_of_invite(const struct call_record *record,
                         const struct sip_message *message)
{
    return record->facts.invite.frame != 0 &&
           (!record->invite_cseq_known ||
            (message->cseq_valid && message->cseq == record->invite_cseq));
}

static void on_invite(struct call_record *record,
                      const struct sip_message *message,
                      const struct call_sighting *sighting)
{
    struct call_facts *facts = &record->facts;

    if (message->to_tag.length > 0)
        return; /* of a call that is up */
    if (!seen(facts->invite) || (!seen(facts->answer) && message->cseq_valid &&
                                 message->cseq > record->invite_cseq)) {
        record->invite_cseq = message->cseq;
        record->invite_cseq_known = message->cseq_valid;
        try_again(record, point_of(sighting));
        call_leg_on_invite(&record->leg, message);
        record->leg.start_seen = true;
        return;
    }
    /* A proxy tries another target: the answer of one branch is not the end. */
    if (seen(facts->final) && !record->final_at_caller)
        facts->final = (struct call_point){0};
    if (message->cseq == record->invite_cseq &&
        sighting->sip->moment.time_ns - facts->invite.time_ns >=
            CALL_RECORD_COPY_NS)
        facts->invite_repeat = point_of(sighting);
}

static void on_provisional(struct call_facts *facts,
                           const struct sip_message *message,
                           struct call_point point)
{
    if (message->status_code == STATUS_TRYING)
        return;
    facts->provisional_status = message->status_code;
    if (!message->rseq_present)
        return;
    if (!seen(facts->reliable))
        facts->reliable = point;
    else if (point.time_ns - facts->reliable.time_ns >= CALL_RECORD_COPY_NS)
        facts->reliable_repeat = point;
}

static void on_answer(struct call_record *record,
                      const struct sip_message *message,
                      struct call_point point)
{
    struct call_facts *facts = &record->facts;

    if (!seen(facts->answer) || record->answer_cseq != message->cseq) {
        facts->answer = point;
        facts->n_answer_repeats = 0;
        facts->ack = (struct call_point){0};
        record->answer_cseq = message->cseq;
        record->answer_tag = text_hash(message->to_tag);
        return;
    }
    if (record->answer_tag == text_hash(message->to_tag) &&
        point.time_ns - facts->answer.time_ns >= CALL_RECORD_COPY_NS) {
        facts->answer_repeat = point;
        facts->n_answer_repeats++;
    }
}

/* Whether the host that sent the INVITE takes part, so that this is not a
 * proxy's branch. */
static bool is_at_caller(const struct call_record *record,
                         const struct endpoint *host)
{
    return endpoint_same_address(host, &record->facts.parties[SIDE_A]);
}

/* REASON becomes that of MESSAGE. */
static void read_reason(const struct sip_message *message,
                        struct call_reason *reason)
{
    call_reason_clear(reason);
    *reason = call_reason_read(message);
}

/* A failure. Of several, the one that reaches the caller counts. */
static void on_failure(struct call_record *record,
                       const struct sip_message *message,
                       const struct call_sighting *sighting)
{
    struct call_facts *facts = &record->facts;
    bool at_caller = is_at_caller(record, &sighting->sip->destination);

    if (seen(facts->answer) ||
        (seen(facts->final) && (record->final_at_caller || !at_caller)))
        return;
    facts->final = point_of(sighting);
    facts->final_status = message->status_code;
    facts->final_from = sighting->sip->source;
    read_reason(message, &facts->final_reason);
    record->final_at_caller = at_caller;
}

/* Whether MESSAGE, a response of the called side, answers an INVITE that the
 * capture lacks, like the first one. */
static bool is_answer_alone(const struct call_record *record,
                            const struct sip_message *message,
                            const struct call_sighting *sighting)
{
    return !seen(record->facts.invite) && sighting->sender == SIDE_B &&
           message->status_code / 100 == 2;
}

static void on_invite_response(struct call_record *record,
                               const struct sip_message *message,
                               const struct call_sighting *sighting)
{
    if (is_answer_alone(record, message, sighting))
        on_answer(record, message, point_of(sighting));
    if (!is_of_invite(record, message))
        return;
    record->facts.responded = true;
    if (message->status_code < 200)
        on_provisional(&record->facts, message, point_of(sighting));
    else if (message->status_code < 300)
        on_answer(record, message, point_of(sighting));
    else
        on_failure(record, message, sighting);
}

static void on_ack(struct call_record *record,
                   const struct sip_message *message, struct call_point point)
{
    struct call_facts *facts = &record->facts;
    bool of_answer = !seen(facts->invite) && seen(facts->answer) &&
                     message->cseq == record->answer_cseq;

    /* The ACK to a failure has the CSeq of its INVITE, too. */
    if ((is_of_invite(record, message) || of_answer) && !seen(facts->final) &&
        !seen(facts->ack))
        facts->ack = point;
}

static void on_bye(struct call_record *record,
                   const struct sip_message *message,
                   const struct call_sighting *sighting)
{
    struct call_facts *facts = &record->facts;
    enum side by = sighting->sender;

    if (seen(facts->bye) && message->is_request && by == facts->bye_by &&
        sighting->sip->moment.time_ns - facts->bye.time_ns >=
            CALL_RECORD_COPY_NS)
        facts->n_bye_repeats++;
    if (seen(facts->bye) || sighting->goes_on)
        return;
    facts->bye = point_of(sighting);
    facts->bye_time_open = sighting->time_open;
    if (message->is_request)
        read_reason(message, &facts->bye_reason);
    else if (by < N_SIDES)
        by = side_other(by);
    facts->bye_by = by;
    facts->bye_by_microsoft = by < N_SIDES && record->microsoft[by];
}

/* The caller gives up. A proxy that cancels one branch does not count. */
static void on_cancel(struct call_record *record,
                      const struct sip_message *message,
                      const struct call_sighting *sighting)
{
    struct call_facts *facts = &record->facts;

    if (seen(facts->cancel) || !is_at_caller(record, &sighting->sip->source))
        return;
    facts->cancel = point_of(sighting);
    read_reason(message, &facts->cancel_reason);
    if (!record->final_at_caller)
        facts->final = (struct call_point){0};
}

static void on_request(struct call_record *record,
                       const struct sip_message *message,
                       const struct call_sighting *sighting)
{
    struct call_facts *facts = &record->facts;

    switch (message->method) {
    case SIP_METHOD_INVITE:
        on_invite(record, message, sighting);
        break;
    case SIP_METHOD_ACK:
        on_ack(record, message, point_of(sighting));
        break;
    case SIP_METHOD_PRACK:
        if (!seen(facts->prack))
            facts->prack = point_of(sighting);
        break;
    case SIP_METHOD_CANCEL:
        on_cancel(record, message, sighting);
        break;
    default:
        break;
    }
}

/* Notes the product of SIDE; a 100 is the next proxy's (RFC 3261 16.2). */
static void note_product(struct call_facts *facts, enum side side,
                         const struct sip_message *message)
{
    if (side >= N_SIDES || facts->products[side][0] != '\0' ||
        message->status_code == STATUS_TRYING)
        return;
    sip_agent_label(message->agent,
                    message->user_agent.length > 0 ? message->user_agent
                                                   : message->server,
                    facts->products[side]);
}

/* Notes what a message of SIDE says about session timers. RFC 4028 3: whoever
 * supports them lists them in each INVITE and answer. */
static void note_timer(struct call_facts *facts, enum side side,
                       const struct sip_message *message, bool cut)
{
    if (side >= N_SIDES)
        return;
    facts->timer_supported[side] |= message->supported_timer ||
                                    message->require_timer ||
                                    message->session_expires.n_headers > 0;
    facts->support_told[side] |=
        !cut && message->method == SIP_METHOD_INVITE &&
        (message->is_request || message->status_code / 100 == 2);
}

void call_record_on_message(struct call_record *record,
                            const struct call_sighting *sighting)
{
    const struct sip_message *message = &sighting->sip->message;
    bool cut = sighting->sip->headers_cut || message->body_cut;
    struct call_facts *facts = &record->facts;

    if (!seen(facts->begin))
        begin(record, message, sighting);
    facts->last = point_of(sighting);
    facts->cut |= cut;
    if (sighting->sender < N_SIDES)
        facts->heard_ns[sighting->sender] = sighting->sip->moment.time_ns;
    if (!message->is_request && message->method == SIP_METHOD_BYE)
        facts->bye_answered = true;
    note_product(facts, sighting->sender, message);
    note_timer(facts, sighting->sender, message, cut);
    if (sighting->sender < N_SIDES &&
        (message->agent.rtcc || message->agent.client))
        record->microsoft[sighting->sender] = true;
    if (endpoint_same_address(&sighting->sip->source, &facts->parties[SIDE_B]))
        facts->callee_heard = true;
    call_leg_on_session_id(&record->leg, message, sighting->sender);
    if (sip_message_ends_dialog(message))
        on_bye(record, message, sighting);
    else if (message->is_request)
        on_request(record, message, sighting);
    else if (message->method == SIP_METHOD_INVITE)
        on_invite_response(record, message, sighting);
    call_route_on_message(facts, sighting->sip);
}

bool call_record_ends_with(const struct call_record *record,
                           const struct call_sighting *sighting)
{
    const struct sip_message *message = &sighting->sip->message;
    const struct call_facts *facts = &record->facts;

    if (message->is_request && message->method == SIP_METHOD_BYE)
        return seen(facts->bye);
    if (sip_message_ends_dialog(message))
        return facts->bye.frame == sighting->sip->moment.frame;
    if (seen(facts->answer))
        return false;
    if (message->is_request)
        return message->method == SIP_METHOD_CANCEL && seen(facts->invite) &&
               is_at_caller(record, &sighting->sip->source);
    return message->method == SIP_METHOD_INVITE &&
           message->status_code >= 300 && seen(facts->final) &&
           is_at_caller(record, &sighting->sip->destination) &&
           message->cseq_valid && message->cseq == record->invite_cseq &&
           !call_response_asks_again(message->status_code);
}

void call_record_on_leap(struct call_record *record, int64_t since_ns,
                         int64_t until_ns, int64_t leap_ns)
{
    struct call_facts *facts = &record->facts;
    int64_t *const times[] = {
        &facts->begin.time_ns,         &facts->last.time_ns,
        &facts->invite.time_ns,        &facts->invite_repeat.time_ns,
        &facts->reliable.time_ns,      &facts->reliable_repeat.time_ns,
        &facts->prack.time_ns,         &facts->answer.time_ns,
        &facts->answer_repeat.time_ns, &facts->ack.time_ns,
        &facts->final.time_ns,         &facts->cancel.time_ns,
        &facts->bye.time_ns,           &facts->media_timeout.time_ns,
        &facts->heard_ns[SIDE_A],      &facts->heard_ns[SIDE_B],
        &record->leg.begin_ns,         &record->leg.end_ns,
    };

    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        if (*times[i] > since_ns && *times[i] <= until_ns)
            *times[i] += leap_ns;
}

void call_record_clear(struct call_record *record)
{
    for (int side = 0; side < N_SIDES; side++)
        g_free(record->names[side]);
    call_reason_clear(&record->facts.final_reason);
    call_reason_clear(&record->facts.cancel_reason);
    call_reason_clear(&record->facts.bye_reason);
    memset(record, 0, sizeof *record);
}

/* The SIP calls of a capture. RFC 3261 12, 13.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_table.h"

#include <string.h>

#include "hash.h"

static void call_free(gpointer data)
{
    struct call *call = data;

    offer_answer_clear(&call->offers);
    g_free(call->call_id);
    g_free(call->caller_tag);
    g_free(call->asker_tag);
    g_free(call);
}

struct call_table *call_table_new(unsigned n_max)
{
    struct call_table *table = g_new0(struct call_table, 1);

    table->by_call_id = g_hash_table_new(hash_of_text, g_str_equal);
    table->calls = g_ptr_array_new_with_free_func(call_free);
    table->n_max = n_max > 0 ? n_max : CALL_TABLE_MAX;
    return table;
}

void call_table_free(struct call_table *table)
{
    g_hash_table_destroy(table->by_call_id);
    g_ptr_array_unref(table->calls);
    g_free(table);
}

struct call *call_table_at(const struct call_table *table, uint32_t index)
{
    return index < table->calls->len ? g_ptr_array_index(table->calls, index)
                                     : NULL;
}

/* The latest call with this Call-ID. */
static struct call *latest(const struct call_table *table, struct text call_id)
{
    char key[CALL_TEXT_BYTES_MAX + 1];

    memcpy(key, call_id.start, call_id.length);
    key[call_id.length] = '\0';
    return g_hash_table_lookup(table->by_call_id, key);
}

const struct call *call_table_of_dialog(const struct call_table *table,
                                        const char *call_id, const char *tag,
                                        const char *other_tag)
{
    const struct call *call = g_hash_table_lookup(table->by_call_id, call_id);
    const struct call *found = NULL;
    bool any = tag == NULL || other_tag == NULL;

    for (; call != NULL; call = call->next_of_call_id)
        if (any || g_strcmp0(call->caller_tag, tag) == 0 ||
            g_strcmp0(call->caller_tag, other_tag) == 0) {
            if (found != NULL)
                return NULL;
            found = call;
        }
    return found;
}

/* Whether MESSAGE may be the first one seen of a call that is already up. */
static bool opens_in_middle(const struct sip_message *message)
{
    switch (message->method) {
    case SIP_METHOD_INVITE:
    case SIP_METHOD_UPDATE:
    case SIP_METHOD_ACK:
    case SIP_METHOD_PRACK:
    case SIP_METHOD_BYE:
        return message->to_tag.length > 0 &&
               (message->is_request || message->status_code < 300);
    default:
        return false;
    }
}

static bool is_first_invite(const struct sip_message *message)
{
    return message->is_request && message->method == SIP_METHOD_INVITE &&
           message->to_tag.length == 0;
}

bool call_table_is_crowded(const struct call_table *table)
{
    return table->calls->len >= table->n_max / 2;
}

static struct call *make(struct call_table *table,
                         const struct sip_message *message, struct call *next)
{
    struct call *call;
    unsigned n_same = 0;

    for (call = next; call != NULL; call = call->next_of_call_id)
        n_same++;
    if (table->calls->len >= table->n_max || n_same >= CALLS_OF_CALL_ID_MAX) {
        table->n_refused++;
        return NULL;
    }
    call = g_new0(struct call, 1);
    call->index = table->calls->len;
    call->call_id = text_copy(message->call_id);
    call->caller_tag = text_copy(message->from_tag);
    call->start_seen = is_first_invite(message);
    call->next_of_call_id = next;
    g_ptr_array_add(table->calls, call);
    g_hash_table_replace(table->by_call_id, call->call_id, call);
    return call;
}

struct call *call_table_open_hidden(struct call_table *table)
{
    struct call *call;

    if (call_table_is_crowded(table) || table->n_hidden >= table->n_max / 4) {
        table->n_refused++;
        return NULL;
    }
    table->n_hidden++;
    call = g_new0(struct call, 1);
    call->index = table->calls->len;
    call->state = CALL_UP;
    g_ptr_array_add(table->calls, call);
    return call;
}

/* Whether a new INVITE from the same caller starts another call. */
static bool begins_anew(const struct call *call,
                        const struct sip_message *message)
{
    return call->state >= CALL_BYE && is_first_invite(message) &&
           message->cseq_valid && message->cseq > call->invite_cseq;
}

/* Whether side B has asked what MESSAGE answers: 100 has no To tag to tell the
 * caller's (RFC 3261 8.2.6.2). */
static bool answers_callee(const struct call *call,
                           const struct sip_message *message)
{
    return !message->is_request && message->to_tag.length == 0 &&
           text_is_copied(call->asker_tag, message->from_tag);
}

/* Notes the tag that side B uses in its requests. */
static void note_asker(struct call *call, const struct sip_message *message)
{
    if (text_is_copied(call->asker_tag, message->from_tag))
        return;
    g_free(call->asker_tag);
    call->asker_tag = text_copy(message->from_tag);
}

/* Whether MESSAGE says enough to tell its call. */
static bool is_placed(const struct sip_message *message)
{
    return message->call_id.length > 0 && message->from_tag.length > 0 &&
           message->call_id.length <= CALL_TEXT_BYTES_MAX &&
           message->from_tag.length <= CALL_TEXT_BYTES_MAX &&
           memchr(message->call_id.start, '\0', message->call_id.length) ==
               NULL;
}

/* The call of MESSAGE among FIRST and the next ones of its Call-ID; NULL: none.
 * SIDE: who sent it. */
static struct call *find(struct call *first, const struct sip_message *message,
                         enum side *side)
{
    for (struct call *call = first; call != NULL;
         call = call->next_of_call_id) {
        bool from_is_caller =
            text_is_copied(call->caller_tag, message->from_tag);

        if (!from_is_caller && !answers_callee(call, message) &&
            (message->to_tag.length == 0 ||
             !text_is_copied(call->caller_tag, message->to_tag)))
            continue;
        if (from_is_caller && begins_anew(call, message))
            return NULL;
        *side = from_is_caller == message->is_request ? SIDE_A : SIDE_B;
        return call;
    }
    return NULL;
}

static bool opens(const struct sip_message *message)
{
    return is_first_invite(message) || opens_in_middle(message);
}

bool call_table_opens(const struct call_table *table,
                      const struct sip_message *message)
{
    enum side side;

    return is_placed(message) && opens(message) &&
           find(latest(table, message->call_id), message, &side) == NULL;
}

struct call *call_table_place(struct call_table *table,
                              const struct sip_message *message,
                              enum side *side)
{
    struct call *first;
    struct call *call;

    *side = SIDE_UNKNOWN;
    if (!is_placed(message))
        return NULL;
    first = latest(table, message->call_id);
    call = find(first, message, side);
    if (call != NULL) {
        if (*side == SIDE_B && message->is_request)
            note_asker(call, message);
        return call;
    }
    if (!opens(message))
        return NULL;
    *side = message->is_request ? SIDE_A : SIDE_B;
    return make(table, message, first);
}

enum side call_sender(const struct call *call,
                      const struct sip_message *message)
{
    return text_is_copied(call->caller_tag, message->from_tag) ==
                   message->is_request
               ? SIDE_A
               : SIDE_B;
}

/* Whether the caller may try again after this answer with the same Call-ID
 * and tag: RFC 3261 8.1.3.4, 8.1.3.5; RFC 4028 7.3. */
static bool may_be_retried(unsigned status)
{
    static const unsigned short retried[] = {401, 407, 413, 415, 416,
                                             420, 421, 422, 484, 488,
                                             491, 494, 500, 503, 504};

    if (status < 400)
        return true;
    for (size_t i = 0; i < sizeof retried / sizeof retried[0]; i++)
        if (retried[i] == status)
            return true;
    return false;
}

/* Whether MESSAGE proves that a call whose start is not in the capture is up. A
 * PRACK or a provisional response may belong to one that is still ringing. */
static bool proves_up(const struct sip_message *message)
{
    if (message->is_request)
        return message->method != SIP_METHOD_PRACK;
    return message->method != SIP_METHOD_PRACK && message->status_code >= 200 &&
           message->status_code < 300;
}

/* Notes the branch of an INVITE before the answer. */
static void note_branch(struct call *call, const struct sip_message *message)
{
    uint32_t branch = MAX(text_hash(message->via_branch), 1);
    unsigned i = 0;

    if (call->invite_cseq != message->cseq) {
        call->invite_cseq = message->cseq;
        memset(call->invite_branches, 0, sizeof call->invite_branches);
        call->branches_lost = false;
    }
    while (i < CALL_INVITE_BRANCHES_MAX && call->invite_branches[i] != 0 &&
           call->invite_branches[i] != branch)
        i++;
    if (i < CALL_INVITE_BRANCHES_MAX)
        call->invite_branches[i] = branch;
    else
        call->branches_lost = true;
}

/* Whether MESSAGE acknowledges a 2xx that the capture lacks: it has a branch of
 * its own, while the ACK to a refusal has that of its INVITE (RFC 3261
 * 13.2.2.4, 17.1.1.3). */
static bool acknowledges_success(const struct call *call,
                                 const struct sip_message *message)
{
    uint32_t branch = MAX(text_hash(message->via_branch), 1);

    if (message->method != SIP_METHOD_ACK || message->to_tag.length == 0 ||
        message->via_branch.length == 0 || !message->cseq_valid ||
        message->cseq != call->invite_cseq || call->branches_lost)
        return false;
    for (unsigned i = 0; i < CALL_INVITE_BRANCHES_MAX; i++)
        if (call->invite_branches[i] == branch)
            return false;
    return call->invite_branches[0] != 0;
}

static enum call_event advance_early(struct call *call,
                                     const struct sip_message *message)
{
    if (!call->start_seen && opens_in_middle(message) && proves_up(message)) {
        call->state = CALL_UP;
        return CALL_EVENT_UP;
    }
    if (acknowledges_success(call, message)) {
        call->state = CALL_UP;
        return CALL_EVENT_UP;
    }
    if (message->method != SIP_METHOD_INVITE)
        return CALL_EVENT_NONE;
    if (message->is_request) {
        note_branch(call, message);
        return CALL_EVENT_NONE;
    }
    if (message->status_code < 200 || !message->cseq_valid ||
        message->cseq != call->invite_cseq)
        return CALL_EVENT_NONE;
    if (message->status_code < 300) {
        call->state = CALL_UP;
        return CALL_EVENT_UP;
    }
    call->branches_lost = true;
    if (may_be_retried(message->status_code))
        return CALL_EVENT_NONE;
    call->state = CALL_FAILED;
    return CALL_EVENT_END;
}

enum call_event call_advance(struct call *call,
                             const struct sip_message *message)
{
    enum call_event event = CALL_EVENT_NONE;

    if (sip_message_ends_dialog(message) &&
        (message->is_request || call->state != CALL_BYE)) {
        /* If a BYE is the call's first message, report UP before BYE. */
        call->state = CALL_BYE;
        return CALL_EVENT_BYE;
    }
    if (call->state == CALL_EARLY)
        event = advance_early(call, message);
    return event;
}

/* The answers to one INVITE.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_forks.h"

#include <stddef.h>

/* The tag of the called side. */
static uint32_t callee_tag(const struct sip_message *message, enum side sender)
{
    bool from_caller = (sender == SIDE_A) == message->is_request;

    return text_hash(from_caller ? message->to_tag : message->from_tag);
}

static struct call_fork *find(struct call_forks *forks, uint32_t tag)
{
    for (unsigned i = 0; i < forks->n; i++)
        if (forks->forks[i].tag == tag)
            return &forks->forks[i];
    return NULL;
}

static void on_answer(struct call_forks *forks, uint32_t tag)
{
    if (find(forks, tag) == NULL && forks->n < CALL_FORKS_MAX)
        forks->forks[forks->n++] = (struct call_fork){.tag = tag};
}

static bool on_bye(struct call_forks *forks, uint32_t tag)
{
    struct call_fork *fork = find(forks, tag);

    if (fork != NULL)
        fork->ended = true;
    for (unsigned i = 0; i < forks->n; i++)
        if (forks->forks[i].acked && !forks->forks[i].ended)
            return true;
    return false;
}

bool call_forks_on_message(struct call_forks *forks,
                           const struct sip_message *message, enum side sender)
{
    uint32_t tag;
    struct call_fork *fork;

    if (sender >= N_SIDES)
        return false;
    tag = callee_tag(message, sender);
    if (sip_message_ends_dialog(message))
        return on_bye(forks, tag);
    if (message->is_request && message->method == SIP_METHOD_ACK) {
        fork = find(forks, tag);
        if (fork != NULL)
            fork->acked = true;
    } else if (!message->is_request && message->method == SIP_METHOD_INVITE &&
               sender == SIDE_B && message->status_code >= 200 &&
               message->status_code < 300) {
        on_answer(forks, tag);
    }
    return false;
}

/* SIP messages that would open a call while the table of calls is crowded.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_waiting.h"

#include <string.h>

#include "hash.h"
#include "sip_parse.h"

struct waiter {
    struct sip_sighting sighting; /* its text is the waiter's */
    char *text;
    char *call_id;
    GList in_order;      /* its link there */
    struct waiter *next; /* of the Call-ID, captured later */
};

struct call_waiting {
    GHashTable
        *by_call_id; /* Call-ID, that of its first struct waiter, to it */
    GQueue in_order; /* struct waiter, owned, the oldest first */
    size_t n_bytes;  /* of their texts */
};

static void waiter_free(void *data)
{
    struct waiter *waiter = data;

    g_free(waiter->text);
    g_free(waiter->call_id);
    g_free(waiter);
}

struct call_waiting *call_waiting_new(void)
{
    struct call_waiting *waiting = g_new0(struct call_waiting, 1);

    waiting->by_call_id = g_hash_table_new(hash_of_text, g_str_equal);
    g_queue_init(&waiting->in_order);
    return waiting;
}

/* Makes FIRST the first waiter of CALL_ID, which may be freed then; NULL: there
 * is none any more. */
static void set_first(struct call_waiting *waiting, const char *call_id,
                      struct waiter *first)
{
    if (first == NULL)
        g_hash_table_remove(waiting->by_call_id, call_id);
    else
        g_hash_table_replace(waiting->by_call_id, first->call_id, first);
}

static void unlink_waiter(struct call_waiting *waiting, struct waiter *waiter)
{
    g_queue_unlink(&waiting->in_order, &waiter->in_order);
    waiting->n_bytes -= waiter->sighting.text.length;
}

/* The oldest waiter is the first one of its Call-ID. */
static void drop_oldest(struct call_waiting *waiting)
{
    struct waiter *oldest = g_queue_peek_head(&waiting->in_order);

    set_first(waiting, oldest->call_id, oldest->next);
    unlink_waiter(waiting, oldest);
    waiter_free(oldest);
}

void call_waiting_free(struct call_waiting *waiting)
{
    while (!g_queue_is_empty(&waiting->in_order))
        drop_oldest(waiting);
    g_hash_table_destroy(waiting->by_call_id);
    g_free(waiting);
}

static struct waiter *waiter_new(const struct sip_sighting *sighting)
{
    struct waiter *waiter = g_new0(struct waiter, 1);
    struct text *text = &waiter->sighting.text;

    waiter->sighting = *sighting;
    waiter->text = g_memdup2(sighting->text.start, sighting->text.length);
    text->start = waiter->text;
    sip_parse(text->start, text->length, &waiter->sighting.message);
    waiter->call_id = text_copy(waiter->sighting.message.call_id);
    waiter->in_order.data = waiter;
    return waiter;
}

bool call_waiting_add(struct call_waiting *waiting,
                      const struct sip_sighting *sighting)
{
    struct waiter *waiter;
    struct waiter *last;
    unsigned n_hops = 1;

    if (sighting->text.length > CALL_WAITING_MESSAGE_BYTES_MAX)
        return true;
    while (waiting->in_order.length >= CALL_WAITING_MAX ||
           waiting->n_bytes + sighting->text.length > CALL_WAITING_BYTES_MAX)
        drop_oldest(waiting);
    waiter = waiter_new(sighting);
    last = g_hash_table_lookup(waiting->by_call_id, waiter->call_id);
    for (; last != NULL && last->next != NULL; last = last->next)
        n_hops++;
    if (last != NULL && n_hops >= CALL_WAITING_HOPS_MAX) {
        waiter_free(waiter);
        return false;
    }
    g_queue_push_tail_link(&waiting->in_order, &waiter->in_order);
    waiting->n_bytes += sighting->text.length;
    if (last == NULL)
        set_first(waiting, waiter->call_id, waiter);
    else
        last->next = waiter;
    return last == NULL;
}

static struct text sender_tag(const struct sip_message *message)
{
    return message->is_request ? message->from_tag : message->to_tag;
}

static bool answers(const struct sip_message *message,
                    const struct sip_message *waiting)
{
    struct text tag = sender_tag(waiting);

    return !text_equal(sender_tag(message), tag) &&
           (text_equal(message->from_tag, tag) ||
            text_equal(message->to_tag, tag));
}

static bool is_answer(const struct sip_message *message)
{
    return message->is_request ||
           (message->status_code > 100 && message->status_code < 300);
}

GPtrArray *call_waiting_answered(struct call_waiting *waiting,
                                 const struct sip_message *message)
{
    struct waiter *waiter;
    GPtrArray *answered;
    char *call_id;

    if (g_queue_is_empty(&waiting->in_order) || !is_answer(message) ||
        message->call_id.length == 0)
        return NULL;
    call_id = text_copy(message->call_id);
    waiter = g_hash_table_lookup(waiting->by_call_id, call_id);
    if (waiter == NULL || !answers(message, &waiter->sighting.message)) {
        g_free(call_id);
        return NULL;
    }
    set_first(waiting, call_id, NULL);
    answered = g_ptr_array_new_with_free_func(waiter_free);
    for (; waiter != NULL; waiter = waiter->next) {
        unlink_waiter(waiting, waiter);
        g_ptr_array_add(answered, waiter); /* begins with its sighting */
    }
    g_free(call_id);
    return answered;
}

/* Registrations that lapse. RFC 3261 10.2, 10.3.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "registration.h"

#include "hash.h"
#include "seconds.h"

#include <string.h>

#define QUOTE_BYTES 101

/* The binding of one address of record at one client address. */
struct registration {
    const char *key; /* the table's */
    GList in_line;   /* the link in ungranted, with this as data; else NULL */
    bool armed;      /* a 2xx granted it */
    bool told;
    bool open;          /* a REGISTER is not answered yet */
    uint32_t open_cseq; /* its CSeq */
    uint32_t asked_s;   /* what it asked for; valid if asked */
    bool asked;
    char *contact;         /* of the latest REGISTER; owned, may be NULL */
    char *granted_contact; /* of the one that was granted; likewise */
    int64_t granted_ns;
    uint32_t granted_s;
    unsigned refused_status; /* of a later REGISTER, 0: none */
};

static void registration_free(gpointer data)
{
    struct registration *registration = data;

    g_free(registration->contact);
    g_free(registration->granted_contact);
    g_free(registration);
}

static int64_t runs_out_ns(const struct registration *registration)
{
    return registration->granted_ns +
           (int64_t)registration->granted_s * NS_PER_S;
}

struct registrations *registrations_new(uint32_t grace_s)
{
    struct registrations *table = g_new0(struct registrations, 1);

    table->by_client = g_hash_table_new_full(hash_of_text, g_str_equal, g_free,
                                             registration_free);
    g_queue_init(&table->ungranted);
    table->grace_ns = (int64_t)grace_s * NS_PER_S;
    return table;
}

void registrations_free(struct registrations *table)
{
    g_hash_table_destroy(table->by_client);
    g_free(table);
}

bool registration_expires(const struct sip_message *message,
                          uint32_t *expires_s)
{
    if (message->method != SIP_METHOD_REGISTER ||
        (!message->is_request &&
         (message->status_code < 200 || message->status_code > 299)))
        return false;
    if (message->contact_expires_present) {
        *expires_s = message->contact_expires_s;
        return true;
    }
    *expires_s = message->expires_s;
    return message->expires_present;
}

/* The registration of the address AOR at CLIENT, NULL when there is none. */
static struct registration *find(const struct registrations *table,
                                 struct text aor, const struct endpoint *client,
                                 char **key)
{
    char address[ENDPOINT_TEXT_BYTES];

    *key = NULL;
    if (aor.length == 0 || aor.length > REGISTRATION_AOR_BYTES_MAX ||
        client->family == 0)
        return NULL;
    *key = g_strdup_printf("%.*s %s", (int)aor.length, aor.start,
                           endpoint_address_text(client, address));
    return g_hash_table_lookup(table->by_client, *key);
}

/* Makes room for one more; false if all were granted. */
static bool make_room(struct registrations *table)
{
    const struct registration *oldest;

    if (g_hash_table_size(table->by_client) < REGISTRATIONS_MAX)
        return true;
    oldest = g_queue_peek_head(&table->ungranted);
    if (oldest == NULL)
        return false;
    g_queue_pop_head_link(&table->ungranted);
    g_hash_table_remove(table->by_client, oldest->key);
    return true;
}

/* Adds one with KEY, which it owns. */
static struct registration *add(struct registrations *table, char *key)
{
    struct registration *registration = g_new0(struct registration, 1);

    registration->key = key;
    registration->in_line.data = registration;
    g_queue_push_tail_link(&table->ungranted, &registration->in_line);
    g_hash_table_insert(table->by_client, key, registration);
    return registration;
}

static void take_request(struct registrations *table,
                         const struct sip_sighting *sighting)
{
    const struct sip_message *message = &sighting->message;
    char *key;
    struct registration *registration =
        find(table, message->to_uri, &sighting->source, &key);

    if (registration == NULL && key != NULL && make_room(table))
        registration = add(table, g_strdup(key));
    g_free(key);
    if (registration == NULL)
        return;
    registration->open = true;
    registration->open_cseq = message->cseq;
    registration->asked = registration_expires(message, &registration->asked_s);
    g_free(registration->contact);
    registration->contact = text_copy(message->contact_uri);
}

/* How long the 2xx grants. The client's own Contact counts, not that of another
 * device; if that is not clear, the longest time it can mean. */
static bool granted(const struct registration *registration,
                    const struct sip_message *message, uint32_t *expires_s)
{
    if (registration->contact != NULL &&
        text_is_copied(registration->contact, message->contact_uri) &&
        message->contact_expires_present) {
        *expires_s = message->contact_expires_s;
        return true;
    }
    if (message->expires_present) {
        *expires_s = message->expires_s;
        return true;
    }
    *expires_s = registration->asked_s;
    return registration->asked;
}

/* A 2xx. Several devices may register behind one address: nothing is proven
 * before the longest of their times is over. */
static void grant(struct registration *registration,
                  const struct sip_message *message, int64_t now_ns)
{
    uint32_t expires_s = 0;
    bool known = granted(registration, message, &expires_s) && expires_s > 0;
    bool same =
        g_strcmp0(registration->contact, registration->granted_contact) == 0;

    registration->open = false;
    registration->told = false;
    registration->refused_status = 0;
    if (known && registration->armed && !same &&
        runs_out_ns(registration) > now_ns + (int64_t)expires_s * NS_PER_S)
        return;
    registration->armed = known;
    registration->granted_ns = now_ns;
    registration->granted_s = expires_s;
    g_free(registration->granted_contact);
    registration->granted_contact = g_strdup(registration->contact);
}

/* Codes after which the client repeats the request for the same registration:
 * they decide nothing yet. */
static bool is_retried(unsigned status)
{
    return status < 400 || status == 401 || status == 407 || status == 423;
}

static void take_response(struct registrations *table,
                          const struct sip_sighting *sighting)
{
    const struct sip_message *message = &sighting->message;
    char *key;
    struct registration *registration =
        find(table, message->to_uri, &sighting->destination, &key);

    g_free(key);
    if (registration == NULL || !registration->open ||
        message->status_code < 200 || registration->open_cseq != message->cseq)
        return;
    if (message->status_code >= 300) {
        if (is_retried(message->status_code))
            return;
        registration->open = false;
        registration->refused_status = message->status_code;
        return;
    }
    if (registration->in_line.data != NULL) {
        g_queue_unlink(&table->ungranted, &registration->in_line);
        registration->in_line.data = NULL;
    }
    grant(registration, message, sighting->moment.time_ns);
}

static void report(struct registration *registration,
                   const struct sip_sighting *sighting, GPtrArray *findings)
{
    const struct sip_message *message = &sighting->message;
    int64_t ago_ns = sighting->moment.time_ns - runs_out_ns(registration);
    char address[ENDPOINT_TEXT_BYTES];
    char refused[64] = "";
    char aor[QUOTE_BYTES];
    char method[QUOTE_BYTES];

    text_print(message->from_uri, aor, sizeof aor);
    text_print(message->method_name, method, sizeof method);
    registration->told = true;
    if (registration->refused_status != 0)
        g_snprintf(refused, sizeof refused, "; its renewal was refused with %u",
                   registration->refused_status);
    finding_add(findings, FINDING_REGISTRATION_LAPSED,
                "The registration of %s at %s, granted for %u s, ran out "
                "%.1f s ago without renewal%s; the client still sends (%s)",
                aor, endpoint_address_text(&sighting->source, address),
                registration->granted_s, seconds_of(ago_ns), refused, method);
}

void registrations_message(struct registrations *table,
                           const struct sip_sighting *sighting,
                           GPtrArray *findings)
{
    const struct sip_message *message = &sighting->message;
    struct registration *registration;
    char *key;

    if (message->method == SIP_METHOD_REGISTER) {
        if (message->is_request)
            take_request(table, sighting);
        else
            take_response(table, sighting);
        return;
    }
    if (!message->is_request || g_hash_table_size(table->by_client) == 0)
        return;
    registration = find(table, message->from_uri, &sighting->source, &key);
    g_free(key);
    if (registration == NULL || !registration->armed || registration->told ||
        registration->open)
        return;
    if (sighting->moment.time_ns > runs_out_ns(registration) + table->grace_ns)
        report(registration, sighting, findings);
}

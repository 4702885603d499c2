/* Writes the SIP messages of a ladder.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ladder_message.h"

#include <string.h>

/* Keys of a message line that are headers. */
static const struct {
    const char *key;
    const char *header;
} headers[] = {
    {"se", "Session-Expires"},      {"x", "x"},         {"minse", "Min-SE"},
    {"supported", "Supported"},     {"k", "k"},         {"require", "Require"},
    {"unsupported", "Unsupported"}, {"allow", "Allow"}, {"ua", "User-Agent"},
    {"server", "Server"},
};

char *ladder_dialog_key(const char *call, const char *a, const char *b)
{
    return strcmp(a, b) < 0 ? g_strdup_printf("%s %s %s", call, a, b)
                            : g_strdup_printf("%s %s %s", call, b, a);
}

/* The latest request that a response on HOP ("B>A") with CSEQ answers. */
static const struct ladder_message *request_of(const struct ladder_case *ladder,
                                               const char *hop,
                                               const char *call, unsigned cseq,
                                               const char *method)
{
    char **ends = g_strsplit(hop, ">", 2);
    char *back = g_strdup_printf("%s>%s", ends[1], ends[0]);
    const struct ladder_message *found = NULL;

    for (guint i = ladder->messages->len; i-- > 0 && found == NULL;) {
        const struct ladder_message *message =
            g_ptr_array_index(ladder->messages, i);

        if (message->is_request && message->cseq == cseq &&
            strcmp(message->hop, back) == 0 &&
            strcmp(message->call, call) == 0 &&
            strcmp(message->method, "ACK") != 0 &&
            (method == NULL || strcmp(message->method, method) == 0))
            found = message;
    }
    g_free(back);
    g_strfreev(ends);
    return found;
}

static void fill_request(struct ladder_case *ladder,
                         struct ladder_message *message, char **words)
{
    const char *as = ladder_value(words, "as");
    const char *from_tag = ladder_value(words, "fromtag");
    const char *to_tag = ladder_value(words, "totag");
    char **dialog =
        g_strsplit(as != NULL ? as : message->hop, as != NULL ? "," : ">", 2);
    char *key = ladder_dialog_key(message->call, dialog[0], dialog[1]);

    message->is_request = true;
    message->method = ladder_text(ladder, words[2]);
    message->caller = ladder_text(ladder, dialog[0]);
    message->callee = ladder_text(ladder, dialog[1]);
    message->from_tag = ladder_text(
        ladder,
        from_tag != NULL ? from_tag : ladder_party(ladder, dialog[0])->tag);
    if (to_tag != NULL)
        message->to_tag =
            strcmp(to_tag, "-") == 0 ? NULL : ladder_text(ladder, to_tag);
    else if (g_hash_table_contains(ladder->dialogs, key) &&
             strcmp(words[2], "CANCEL") != 0)
        message->to_tag = ladder_party(ladder, dialog[1])->tag;
    g_free(key);
    g_strfreev(dialog);
}

static void fill_response(struct ladder_case *ladder,
                          struct ladder_message *message, char **ends,
                          char **words)
{
    unsigned status = (unsigned)g_ascii_strtoull(words[2], NULL, 10);
    const char *of = ladder_value(words, "of");
    const char *to_tag = ladder_value(words, "totag");
    const struct ladder_message *request =
        request_of(ladder, message->hop, message->call, message->cseq, of);

    if (request != NULL) {
        message->method = request->method;
        message->caller = request->caller;
        message->callee = request->callee;
        message->from_tag = request->from_tag;
        message->to_tag = request->to_tag;
    } else if (of != NULL) {
        message->method = ladder_text(ladder, of);
        message->caller = ladder_text(ladder, ends[1]);
        message->callee = ladder_text(ladder, ends[0]);
        message->from_tag = ladder_party(ladder, ends[1])->tag;
    } else {
        ladder_refuse("a response without request needs of=METHOD", words[2]);
    }
    if (to_tag != NULL)
        message->to_tag = ladder_text(ladder, to_tag);
    if (message->to_tag == NULL && status > 100)
        message->to_tag = ladder_party(ladder, message->callee)->tag;
    if (status > 100 && status < 300 && message->to_tag != NULL) {
        g_hash_table_add(
            ladder->dialogs,
            ladder_dialog_key(message->call, message->caller, message->callee));
    }
}

static void append_vias(GString *text, const struct ladder_case *ladder,
                        const struct ladder_message *message, char **ends,
                        char **words)
{
    const char *via = ladder_value(words, "via");
    const char *branch = ladder_value(words, "branch");
    unsigned n = via != NULL ? (unsigned)g_ascii_strtoull(via, NULL, 10) : 1;
    const char *sender = message->is_request ? ends[0] : ends[1];

    for (unsigned i = 0; i < n; i++) {
        g_string_append_printf(
            text, "Via: SIP/2.0/%s %s;branch=z9hG4bK%s%s%u%s%u\r\n",
            ladder->transport,
            i == 0 ? ladder_party(ladder, sender)->address : "10.255.0.1:5060",
            branch != NULL && i == 0 ? branch : "", message->method,
            message->cseq, sender, i);
    }
}

static void append_headers(GString *text, const struct ladder_case *ladder,
                           const struct ladder_message *message, char **ends,
                           char **words)
{
    const char *agent = ladder_party(ladder, ends[0])->agent;

    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        const char *value = ladder_value(words + 3, headers[i].key);

        if (value != NULL) {
            g_string_append_printf(text, "%s: %s\r\n", headers[i].header,
                                   value);
        }
    }
    if (agent != NULL) {
        g_string_append_printf(text, "%s: %s\r\n",
                               message->is_request ? "User-Agent" : "Server",
                               agent);
    }
}

/* All but the empty line, which ends the headers: "+" lines may follow. */
static char *message_text(const struct ladder_case *ladder,
                          const struct ladder_message *message, char **ends,
                          char **words)
{
    GString *text = g_string_new(NULL);

    if (message->is_request) {
        g_string_append_printf(text, "%s sip:%s@%s SIP/2.0\r\n",
                               message->method, message->callee,
                               ladder_party(ladder, ends[1])->address);
    } else {
        g_string_append_printf(text, "SIP/2.0 %s Reason\r\n", words[2]);
    }
    append_vias(text, ladder, message, ends, words);
    g_string_append_printf(text, "From: <sip:%s@example.com>;tag=%s\r\n",
                           message->caller, message->from_tag);
    g_string_append_printf(text, "To: <sip:%s@example.com>%s%s\r\n",
                           message->callee,
                           message->to_tag != NULL ? ";tag=" : "",
                           message->to_tag != NULL ? message->to_tag : "");
    g_string_append_printf(text, "Call-ID: %s@ladder\r\n", message->call);
    g_string_append_printf(text, "CSeq: %u %s\r\n", message->cseq,
                           message->method);
    g_string_append_printf(text, "Contact: <sip:%s@%s>\r\n",
                           message->is_request ? message->caller
                                               : message->callee,
                           ladder_party(ladder, ends[0])->address);
    append_headers(text, ladder, message, ends, words);
    return g_string_free(text, FALSE);
}

void ladder_message_write(struct ladder_case *ladder,
                          struct ladder_message *message, char **words)
{
    char **ends = g_strsplit(message->hop, ">", 2);
    g_autofree char *text = NULL;

    if (g_ascii_isdigit(words[2][0]))
        fill_response(ladder, message, ends, words);
    else
        fill_request(ladder, message, words);
    text = message_text(ladder, message, ends, words);
    message->text = ladder_text(ladder, text);
    g_strfreev(ends);
}

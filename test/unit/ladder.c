/* Reads the ladders of test/ladders.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ladder.h"

#include <string.h>

struct ladder_party {
    struct endpoint endpoint;
    char *address; /* "10.0.0.1:5060" */
    char *agent;   /* User-Agent or Server of its messages, or NULL */
    char *tag;
};

/* A case may use these without naming them. */
static const struct {
    const char *name;
    const char *address;
} usual_parties[] = {
    {"A", "10.0.0.1:5060"},
    {"B", "10.0.0.2:5060"},
    {"C", "10.0.0.3:5060"},
    {"P", "10.0.0.9:5060"},
};

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

static const char *reading_path;
static unsigned reading_line;

static void refuse(const char *why, const char *what)
{
    g_error("%s:%u: %s: %s", reading_path, reading_line, why, what);
}

static void party_free(gpointer data)
{
    struct ladder_party *party = data;

    g_free(party->address);
    g_free(party->agent);
    g_free(party->tag);
    g_free(party);
}

static void message_free(gpointer data)
{
    struct ladder_message *message = data;

    g_free(message->text);
    g_free(message->hop);
    g_free(message->caller);
    g_free(message->callee);
    g_free(message->from_tag);
    g_free(message->to_tag);
    g_free(message->method);
    g_free(message->call);
    g_free(message);
}

static void expectation_free(gpointer data)
{
    struct ladder_expectation *expectation = data;

    g_free(expectation->what);
    g_free(expectation->severity);
    g_free(expectation->text);
    g_free(expectation);
}

static void case_free(gpointer data)
{
    struct ladder_case *ladder = data;

    g_free(ladder->rule);
    g_free(ladder->name);
    g_free(ladder->place);
    g_free(ladder->transport);
    g_ptr_array_unref(ladder->messages);
    g_ptr_array_unref(ladder->expectations);
    g_hash_table_unref(ladder->parties);
    g_hash_table_unref(ladder->dialogs);
    g_free(ladder);
}

static struct endpoint endpoint_read(const char *text)
{
    struct endpoint endpoint = {.family = 4};
    char **parts = g_strsplit_set(text, ".:", -1);

    if (g_strv_length(parts) != 5) {
        refuse("not an IPv4 address and port", text);
    }
    for (unsigned i = 0; i < 4; i++) {
        endpoint.address[i] = (uint8_t)g_ascii_strtoull(parts[i], NULL, 10);
    }
    endpoint.port = (uint16_t)g_ascii_strtoull(parts[4], NULL, 10);
    g_strfreev(parts);
    return endpoint;
}

static struct ladder_party *party_get(const struct ladder_case *ladder,
                                      const char *name)
{
    struct ladder_party *party = g_hash_table_lookup(ladder->parties, name);

    if (party == NULL) {
        refuse("no such party", name);
    }
    return party;
}

static void party_add(struct ladder_case *ladder, const char *name,
                      const char *address)
{
    struct ladder_party *party = g_new0(struct ladder_party, 1);

    party->endpoint = endpoint_read(address);
    party->address = g_strdup(address);
    party->tag = g_strdup_printf("tag-%s", name);
    g_hash_table_replace(ladder->parties, g_strdup(name), party);
}

/* The value of KEY among WORDS, "" for a key without "=", or NULL. */
static const char *word_value(char **words, const char *key)
{
    size_t length = strlen(key);

    for (; *words != NULL; words++) {
        if (strncmp(*words, key, length) != 0) {
            continue;
        }
        if ((*words)[length] == '=') {
            return *words + length + 1;
        }
        if ((*words)[length] == '\0') {
            return "";
        }
    }
    return NULL;
}

static void party_line(struct ladder_case *ladder, char **words)
{
    if (g_strv_length(words) < 3) {
        refuse("party NAME ADDRESS:PORT", words[0]);
    }
    party_add(ladder, words[1], words[2]);
    party_get(ladder, words[1])->agent = g_strdup(word_value(words, "ua"));
    if (word_value(words, "tag") != NULL) {
        g_free(party_get(ladder, words[1])->tag);
        party_get(ladder, words[1])->tag = g_strdup(word_value(words, "tag"));
    }
}

static char *dialog_key(const char *call, const char *a, const char *b)
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
            (method == NULL || strcmp(message->method, method) == 0)) {
            found = message;
        }
    }
    g_free(back);
    g_strfreev(ends);
    return found;
}

static void fill_request(struct ladder_case *ladder,
                         struct ladder_message *message, char **words)
{
    const char *as = word_value(words, "as");
    const char *from_tag = word_value(words, "fromtag");
    const char *to_tag = word_value(words, "totag");
    char **dialog =
        g_strsplit(as != NULL ? as : message->hop, as != NULL ? "," : ">", 2);
    char *key = dialog_key(message->call, dialog[0], dialog[1]);

    message->is_request = true;
    message->method = g_strdup(words[2]);
    message->caller = g_strdup(dialog[0]);
    message->callee = g_strdup(dialog[1]);
    message->from_tag = g_strdup(
        from_tag != NULL ? from_tag : party_get(ladder, dialog[0])->tag);
    if (to_tag != NULL) {
        message->to_tag = strcmp(to_tag, "-") == 0 ? NULL : g_strdup(to_tag);
    } else if (g_hash_table_contains(ladder->dialogs, key) &&
               strcmp(words[2], "CANCEL") != 0) {
        message->to_tag = g_strdup(party_get(ladder, dialog[1])->tag);
    }
    g_free(key);
    g_strfreev(dialog);
}

static void fill_response(struct ladder_case *ladder,
                          struct ladder_message *message, char **ends,
                          char **words)
{
    unsigned status = (unsigned)g_ascii_strtoull(words[2], NULL, 10);
    const char *of = word_value(words, "of");
    const char *to_tag = word_value(words, "totag");
    const struct ladder_message *request =
        request_of(ladder, message->hop, message->call, message->cseq, of);

    if (request != NULL) {
        message->method = g_strdup(request->method);
        message->caller = g_strdup(request->caller);
        message->callee = g_strdup(request->callee);
        message->from_tag = g_strdup(request->from_tag);
        message->to_tag = g_strdup(request->to_tag);
    } else if (of != NULL) {
        message->method = g_strdup(of);
        message->caller = g_strdup(ends[1]);
        message->callee = g_strdup(ends[0]);
        message->from_tag = g_strdup(party_get(ladder, ends[1])->tag);
    } else {
        refuse("a response without request needs of=METHOD", words[2]);
    }
    if (to_tag != NULL) {
        g_free(message->to_tag);
        message->to_tag = g_strdup(to_tag);
    }
    if (message->to_tag == NULL && status > 100) {
        message->to_tag = g_strdup(party_get(ladder, message->callee)->tag);
    }
    if (status > 100 && status < 300 && message->to_tag != NULL) {
        g_hash_table_add(
            ladder->dialogs,
            dialog_key(message->call, message->caller, message->callee));
    }
}

static void append_vias(GString *text, const struct ladder_case *ladder,
                        const struct ladder_message *message, char **ends,
                        char **words)
{
    const char *via = word_value(words, "via");
    const char *branch = word_value(words, "branch");
    unsigned n = via != NULL ? (unsigned)g_ascii_strtoull(via, NULL, 10) : 1;
    const char *sender = message->is_request ? ends[0] : ends[1];

    for (unsigned i = 0; i < n; i++) {
        g_string_append_printf(
            text, "Via: SIP/2.0/%s %s;branch=z9hG4bK%s%s%u%s%u\r\n",
            ladder->transport,
            i == 0 ? party_get(ladder, sender)->address : "10.255.0.1:5060",
            branch != NULL && i == 0 ? branch : "", message->method,
            message->cseq, sender, i);
    }
}

static void append_headers(GString *text, const struct ladder_case *ladder,
                           const struct ladder_message *message, char **ends,
                           char **words)
{
    const char *agent = party_get(ladder, ends[0])->agent;

    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        const char *value = word_value(words + 3, headers[i].key);

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
                               party_get(ladder, ends[1])->address);
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
                           party_get(ladder, ends[0])->address);
    append_headers(text, ladder, message, ends, words);
    return g_string_free(text, FALSE);
}

static struct ladder_message *message_copy(const struct ladder_message *of)
{
    struct ladder_message *copy = g_new0(struct ladder_message, 1);

    *copy = *of;
    copy->text = g_strdup(of->text);
    copy->hop = g_strdup(of->hop);
    copy->caller = g_strdup(of->caller);
    copy->callee = g_strdup(of->callee);
    copy->from_tag = g_strdup(of->from_tag);
    copy->to_tag = g_strdup(of->to_tag);
    copy->method = g_strdup(of->method);
    copy->call = g_strdup(of->call);
    return copy;
}

static int64_t time_ns(const char *text)
{
    return (int64_t)(g_ascii_strtod(text, NULL) * 1e6 + 0.5) * 1000;
}

/* TIME again N */
static void again_line(struct ladder_case *ladder, char **words)
{
    guint n = (guint)g_ascii_strtoull(words[2], NULL, 10);
    struct ladder_message *message;

    if (n < 1 || n > ladder->messages->len) {
        refuse("no such message", words[2]);
    }
    message = message_copy(g_ptr_array_index(ladder->messages, n - 1));
    message->ns = time_ns(words[0]);
    g_ptr_array_add(ladder->messages, message);
}

/* TIME X>Y WHAT CSEQ key=value... */
static void message_line(struct ladder_case *ladder, char **words)
{
    char **ends = g_strsplit(words[1], ">", 2);
    struct ladder_message *message = g_new0(struct ladder_message, 1);

    if (g_strv_length(ends) != 2 || g_strv_length(words) < 3) {
        refuse("TIME X>Y WHAT CSEQ", words[1]);
    }
    message->ns = time_ns(words[0]);
    message->source = party_get(ladder, ends[0])->endpoint;
    message->destination = party_get(ladder, ends[1])->endpoint;
    message->hop = g_strdup(words[1]);
    message->call = g_strdup(
        word_value(words, "call") != NULL ? word_value(words, "call") : "1");
    g_ptr_array_add(ladder->messages, message);
    if (strcmp(words[2], "rtp") == 0) {
        g_strfreev(ends);
        return;
    }
    if (words[3] == NULL || !g_ascii_isdigit(words[3][0])) {
        refuse("no CSeq number", words[2]);
    }
    message->cseq = (unsigned)g_ascii_strtoull(words[3], NULL, 10);
    if (g_ascii_isdigit(words[2][0])) {
        fill_response(ladder, message, ends, words);
    } else {
        fill_request(ladder, message, words);
    }
    message->text = message_text(ladder, message, ends, words);
    g_strfreev(ends);
}

/* + Header: value */
static void header_line(struct ladder_case *ladder, const char *line)
{
    struct ladder_message *message =
        g_ptr_array_index(ladder->messages, ladder->messages->len - 1);
    char *text;

    line++;
    if (*line == ' ') {
        line++;
    }
    text = g_strdup_printf("%s%s\r\n", message->text, line);
    g_free(message->text);
    message->text = text;
}

/* expect [N] WHAT [SEVERITY] [~ TEXT] */
static void expect_line(struct ladder_case *ladder, const char *line)
{
    struct ladder_expectation *expectation =
        g_new0(struct ladder_expectation, 1);
    char **halves = g_strsplit(line, " ~ ", 2);
    char **words = g_strsplit_set(g_strstrip(halves[0]), " ", -1);
    unsigned i = 1;

    if (words[i] != NULL && g_ascii_isdigit(words[i][0])) {
        expectation->message = (unsigned)g_ascii_strtoull(words[i++], NULL, 10);
    }
    if (words[i] == NULL || expectation->message > ladder->messages->len) {
        refuse("expect [N] WHAT", line);
    }
    expectation->what = g_strdup(words[i++]);
    expectation->severity = g_strdup(words[i]);
    expectation->text = halves[1] != NULL ? g_strdup(halves[1]) : NULL;
    expectation->line = reading_line;
    g_ptr_array_add(ladder->expectations, expectation);
    g_strfreev(words);
    g_strfreev(halves);
}

static struct ladder_case *case_line(const char *line)
{
    struct ladder_case *ladder = g_new0(struct ladder_case, 1);
    char **words = g_strsplit(line, " ", 3);

    if (g_strv_length(words) != 3) {
        refuse("case RULE NAME", line);
    }
    ladder->rule = g_strdup(words[1]);
    ladder->name = g_strdup(words[2]);
    ladder->place = g_strdup_printf("%s:%u", reading_path, reading_line);
    ladder->grace_s = 5;
    ladder->transport = g_strdup("UDP");
    ladder->messages = g_ptr_array_new_with_free_func(message_free);
    ladder->expectations = g_ptr_array_new_with_free_func(expectation_free);
    ladder->parties =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, party_free);
    ladder->dialogs =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(usual_parties); i++) {
        party_add(ladder, usual_parties[i].name, usual_parties[i].address);
    }
    g_strfreev(words);
    return ladder;
}

/* dialog X Y [call=C]: stands before the case begins. */
static void dialog_line(struct ladder_case *ladder, char **words)
{
    const char *call = word_value(words, "call");

    g_hash_table_add(ladder->dialogs,
                     dialog_key(call != NULL ? call : "1", words[1], words[2]));
}

static void case_part(struct ladder_case *ladder, const char *line)
{
    GError *error = NULL;
    char **words = NULL;

    if (line[0] == '+') {
        header_line(ladder, line);
        return;
    }
    if (g_str_has_prefix(line, "expect ")) {
        expect_line(ladder, line);
        return;
    }
    if (!g_shell_parse_argv(line, NULL, &words, &error)) {
        refuse(error->message, line);
    }
    if (strcmp(words[0], "party") == 0) {
        party_line(ladder, words);
    } else if (strcmp(words[0], "transport") == 0) {
        g_free(ladder->transport);
        ladder->transport = g_ascii_strup(words[1], -1);
    } else if (strcmp(words[0], "grace") == 0) {
        ladder->grace_s = (unsigned)g_ascii_strtoull(words[1], NULL, 10);
    } else if (strcmp(words[0], "dialog") == 0) {
        dialog_line(ladder, words);
    } else if (words[1] != NULL && strcmp(words[1], "again") == 0) {
        again_line(ladder, words);
    } else if (g_ascii_isdigit(words[0][0]) && words[1] != NULL) {
        message_line(ladder, words);
    } else {
        refuse("not understood", line);
    }
    g_strfreev(words);
}

static void case_close(struct ladder_case *ladder)
{
    for (guint i = 0; i < ladder->messages->len; i++) {
        struct ladder_message *message = g_ptr_array_index(ladder->messages, i);
        char *text;

        if (message->text == NULL) {
            continue;
        }
        text = g_strdup_printf("%sContent-Length: 0\r\n\r\n", message->text);
        g_free(message->text);
        message->text = text;
    }
}

GPtrArray *ladder_read(const char *path)
{
    GPtrArray *cases = g_ptr_array_new_with_free_func(case_free);
    struct ladder_case *ladder = NULL;
    char *content = NULL;
    char **lines;

    reading_path = path;
    reading_line = 0;
    if (!g_file_get_contents(path, &content, NULL, NULL)) {
        refuse("cannot be read", path);
    }
    lines = g_strsplit(content, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        reading_line++;
        g_strchomp(*line);
        if ((*line)[0] == '\0' || (*line)[0] == '#') {
            continue;
        }
        if (g_str_has_prefix(*line, "case ")) {
            ladder = case_line(*line);
            g_ptr_array_add(cases, ladder);
        } else if (ladder == NULL) {
            refuse("before the first case", *line);
        } else {
            case_part(ladder, *line);
        }
    }
    for (guint i = 0; i < cases->len; i++) {
        case_close(g_ptr_array_index(cases, i));
    }
    g_strfreev(lines);
    g_free(content);
    return cases;
}

struct endpoint ladder_party_endpoint(const struct ladder_case *ladder,
                                      const char *name)
{
    return party_get(ladder, name)->endpoint;
}

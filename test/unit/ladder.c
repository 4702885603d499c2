/* Reads the ladders of test/ladders.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ladder.h"

#include <stdlib.h>
#include <string.h>

#include "ladder_message.h"

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

static const char *reading_path;
static unsigned reading_line;

void ladder_refuse(const char *why, const char *what)
{
    g_printerr("%s:%u: %s: %s\n", reading_path, reading_line, why, what);
    exit(EXIT_FAILURE);
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

    if (g_strv_length(parts) != 5)
        ladder_refuse("not an IPv4 address and port", text);
    for (unsigned i = 0; i < 4; i++)
        endpoint.address[i] = (uint8_t)g_ascii_strtoull(parts[i], NULL, 10);
    endpoint.port = (uint16_t)g_ascii_strtoull(parts[4], NULL, 10);
    g_strfreev(parts);
    return endpoint;
}

struct ladder_party *ladder_party(const struct ladder_case *ladder,
                                  const char *name)
{
    struct ladder_party *party = g_hash_table_lookup(ladder->parties, name);

    if (party == NULL)
        ladder_refuse("no such party", name);
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
const char *ladder_value(char **words, const char *key)
{
    size_t length = strlen(key);

    for (; *words != NULL; words++) {
        if (strncmp(*words, key, length) != 0)
            continue;
        if ((*words)[length] == '=')
            return *words + length + 1;
        if ((*words)[length] == '\0')
            return "";
    }
    return NULL;
}

static void party_line(struct ladder_case *ladder, char **words)
{
    if (g_strv_length(words) < 3)
        ladder_refuse("party NAME ADDRESS:PORT", words[0]);
    party_add(ladder, words[1], words[2]);
    ladder_party(ladder, words[1])->agent = g_strdup(ladder_value(words, "ua"));
    if (ladder_value(words, "tag") != NULL) {
        g_free(ladder_party(ladder, words[1])->tag);
        ladder_party(ladder, words[1])->tag =
            g_strdup(ladder_value(words, "tag"));
    }
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

    if (n < 1 || n > ladder->messages->len)
        ladder_refuse("no such message", words[2]);
    message = message_copy(g_ptr_array_index(ladder->messages, n - 1));
    message->ns = time_ns(words[0]);
    g_ptr_array_add(ladder->messages, message);
}

/* TIME X>Y WHAT CSEQ key=value... */
static void message_line(struct ladder_case *ladder, char **words)
{
    char **ends = g_strsplit(words[1], ">", 2);
    struct ladder_message *message = g_new0(struct ladder_message, 1);

    if (g_strv_length(ends) != 2 || g_strv_length(words) < 3)
        ladder_refuse("TIME X>Y WHAT CSEQ", words[1]);
    message->ns = time_ns(words[0]);
    message->source = ladder_party(ladder, ends[0])->endpoint;
    message->destination = ladder_party(ladder, ends[1])->endpoint;
    message->hop = g_strdup(words[1]);
    message->call = g_strdup(ladder_value(words, "call") != NULL
                                 ? ladder_value(words, "call")
                                 : "1");
    g_ptr_array_add(ladder->messages, message);
    if (strcmp(words[2], "rtp") == 0) {
        g_strfreev(ends);
        return;
    }
    if (words[3] == NULL || !g_ascii_isdigit(words[3][0]))
        ladder_refuse("no CSeq number", words[2]);
    message->cseq = (unsigned)g_ascii_strtoull(words[3], NULL, 10);
    ladder_message_write(ladder, message, words);
    g_strfreev(ends);
}

/* + Header: value */
static void header_line(struct ladder_case *ladder, const char *line)
{
    struct ladder_message *message =
        g_ptr_array_index(ladder->messages, ladder->messages->len - 1);
    char *text;

    line++;
    if (*line == ' ')
        line++;
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

    if (words[i] != NULL && g_ascii_isdigit(words[i][0]))
        expectation->message = (unsigned)g_ascii_strtoull(words[i++], NULL, 10);
    if (words[i] == NULL || expectation->message > ladder->messages->len)
        ladder_refuse("expect [N] WHAT", line);
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

    if (g_strv_length(words) != 3)
        ladder_refuse("case RULE NAME", line);
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
    for (size_t i = 0; i < G_N_ELEMENTS(usual_parties); i++)
        party_add(ladder, usual_parties[i].name, usual_parties[i].address);
    g_strfreev(words);
    return ladder;
}

/* dialog X Y [call=C]: stands before the case begins. */
static void dialog_line(struct ladder_case *ladder, char **words)
{
    const char *call = ladder_value(words, "call");

    g_hash_table_add(
        ladder->dialogs,
        ladder_dialog_key(call != NULL ? call : "1", words[1], words[2]));
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
    if (!g_shell_parse_argv(line, NULL, &words, &error))
        ladder_refuse(error->message, line);
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
        ladder_refuse("not understood", line);
    }
    g_strfreev(words);
}

static void case_close(struct ladder_case *ladder)
{
    for (guint i = 0; i < ladder->messages->len; i++) {
        struct ladder_message *message = g_ptr_array_index(ladder->messages, i);
        char *text;

        if (message->text == NULL)
            continue;
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
    if (!g_file_get_contents(path, &content, NULL, NULL))
        ladder_refuse("cannot be read", path);
    lines = g_strsplit(content, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        reading_line++;
        g_strchomp(*line);
        if ((*line)[0] == '\0' || (*line)[0] == '#')
            continue;
        if (g_str_has_prefix(*line, "case ")) {
            ladder = case_line(*line);
            g_ptr_array_add(cases, ladder);
        } else if (ladder == NULL) {
            ladder_refuse("before the first case", *line);
        } else {
            case_part(ladder, *line);
        }
    }
    for (guint i = 0; i < cases->len; i++)
        case_close(g_ptr_array_index(cases, i));
    g_strfreev(lines);
    g_free(content);
    return cases;
}

struct endpoint ladder_party_endpoint(const struct ladder_case *ladder,
                                      const char *name)
{
    return ladder_party(ladder, name)->endpoint;
}

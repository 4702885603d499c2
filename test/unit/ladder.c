/* Reads the ladders of test/ladders.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ladder.h"

#include <stdlib.h>
#include <string.h>

#include "ladder_message.h"

#define TEXTS_BLOCK_BYTES 4096

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

const char *ladder_text(struct ladder_case *ladder, const char *text)
{
    return text != NULL ? g_string_chunk_insert(ladder->texts, text) : NULL;
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
    g_autofree char *tag = g_strconcat("tag-", name, NULL);

    party->endpoint = endpoint_read(address);
    party->address = ladder_text(ladder, address);
    party->tag = ladder_text(ladder, tag);
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
    struct ladder_party *party;

    if (g_strv_length(words) < 3)
        ladder_refuse("party NAME ADDRESS:PORT", words[0]);
    party_add(ladder, words[1], words[2]);
    party = ladder_party(ladder, words[1]);
    party->agent = ladder_text(ladder, ladder_value(words, "ua"));
    if (ladder_value(words, "tag") != NULL)
        party->tag = ladder_text(ladder, ladder_value(words, "tag"));
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
    message = g_memdup2(ladder->messages->pdata[n - 1], sizeof *message);
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
    message->hop = ladder_text(ladder, words[1]);
    message->call = ladder_text(ladder, ladder_value(words, "call") != NULL
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

/* Appends A and B to the text of MESSAGE. */
static void append(struct ladder_case *ladder, struct ladder_message *message,
                   const char *a, const char *b)
{
    g_autofree char *text = g_strconcat(message->text, a, b, NULL);

    message->text = ladder_text(ladder, text);
}

/* + Header: value */
static void header_line(struct ladder_case *ladder, const char *line)
{
    struct ladder_message *message =
        g_ptr_array_index(ladder->messages, ladder->messages->len - 1);
    line++;
    if (*line == ' ')
        line++;
    append(ladder, message, line, "\r\n");
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
    expectation->what = ladder_text(ladder, words[i++]);
    expectation->severity = ladder_text(ladder, words[i]);
    expectation->text = ladder_text(ladder, halves[1]);
    expectation->line = reading_line;
    g_ptr_array_add(ladder->expectations, expectation);
    g_strfreev(words);
    g_strfreev(halves);
}

static struct ladder_case *case_line(const char *line)
{
    struct ladder_case *ladder = g_new0(struct ladder_case, 1);
    char **words = g_strsplit(line, " ", 3);
    g_autofree char *place =
        g_strdup_printf("%s:%u", reading_path, reading_line);

    if (g_strv_length(words) != 3)
        ladder_refuse("case RULE NAME", line);
    ladder->texts = g_string_chunk_new(TEXTS_BLOCK_BYTES);
    ladder->rule = ladder_text(ladder, words[1]);
    ladder->name = ladder_text(ladder, words[2]);
    ladder->place = ladder_text(ladder, place);
    ladder->grace_s = 5;
    ladder->transport = "UDP";
    ladder->messages = g_ptr_array_new_with_free_func(g_free);
    ladder->expectations = g_ptr_array_new_with_free_func(g_free);
    ladder->parties =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
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
        g_autofree char *transport = g_ascii_strup(words[1], -1);

        ladder->transport = ladder_text(ladder, transport);
    } else if (strcmp(words[0], "grace") == 0) {
        ladder->grace_s = (unsigned)g_ascii_strtoull(words[1], NULL, 10);
    } else if (strcmp(words[0], "dialog") == 0) {
        dialog_line(ladder, words);
    } else if (words[1] != NULL && strcmp(words[1], "again") == 0) {
        again_line(ladder, words);
    } else if (g_ascii_isdigit(words[0][0]) && words[1] != NULL) {
        message_line(ladder, words);
    } else if (strcmp(words[0], "lacks") != 0) { /* of captures alone */
        ladder_refuse("not understood", line);
    }
    g_strfreev(words);
}

static void case_close(struct ladder_case *ladder)
{
    for (guint i = 0; i < ladder->messages->len; i++) {
        struct ladder_message *message = g_ptr_array_index(ladder->messages, i);

        if (message->text != NULL)
            append(ladder, message, "Content-Length: 0", "\r\n\r\n");
    }
}

GPtrArray *ladder_read(const char *path)
{
    GPtrArray *cases = g_ptr_array_new();
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

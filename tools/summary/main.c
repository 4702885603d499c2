/* lync-summary: sums up the reports of many captures.
 *
 * Usage: lync-summary [--json] [--fail-on chat|note|warn|error]
 *
 * Standard input: for each capture its name, its problem and the path of its
 * report, each ended by a NUL; the last two may be empty. Writes a summary to
 * standard output. Exit status: 0; 2 when a finding of the severity of
 * --fail-on or above is in a report; 1 when something could not be read or
 * written.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "report_reader.h"
#include "summary_write.h"

#define EXIT_BAD   1
#define EXIT_FOUND 2

struct options {
    bool json;
    int fail_on; /* enum finding_severity; N_SEVERITIES: never */
};

static bool read_severity(const char *name, struct options *options)
{
    for (int i = 0; i < N_SEVERITIES; i++)
        if (g_ascii_strcasecmp(
                name, finding_severity_name((enum finding_severity)i)) == 0)
            options->fail_on = i;
    return options->fail_on < N_SEVERITIES;
}

static bool read_options(int argc, char **argv, struct options *options)
{
    *options = (struct options){.fail_on = N_SEVERITIES};
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--json") == 0)
            options->json = true;
        else if (strcmp(argv[i], "--fail-on") != 0 || ++i == argc ||
                 !read_severity(argv[i], options))
            return false;
    return true;
}

/* The next field of standard input; NULL at the end of input. Free with g_free.
 */
static char *next_field(void)
{
    GString *field = g_string_new(NULL);
    int octet = getchar();

    if (octet == EOF) {
        g_string_free(field, TRUE);
        return NULL;
    }
    for (; octet != EOF && octet != '\0'; octet = getchar())
        g_string_append_c(field, (char)octet);
    return g_string_free(field, FALSE);
}

/* Reads the report at PATH. Returns false, after saying why, if that fails. */
static bool take_report(struct summary *summary, struct captured *captured,
                        const char *path, const struct options *options)
{
    bool is_first = summary->captures->len == 1;
    GError *error = NULL;
    char *text = NULL;
    char *problem = NULL;
    gsize length = 0;

    if (*path != '\0' && !g_file_get_contents(path, &text, &length, &error)) {
        problem = g_strdup(error->message);
        g_error_free(error);
    } else if (text != NULL) {
        problem = report_read(summary, text, (gssize)length);
        captured->reported = problem == NULL;
        g_strchomp(text);
    }
    if (problem != NULL) {
        fprintf(stderr, "lync-summary: %s: %s\n", captured->name, problem);
        if (captured->problem == NULL)
            captured->problem = g_utf8_make_valid(problem, -1);
    }
    if (!captured->reported)
        g_clear_pointer(&text, g_free);
    if (options->json)
        summary_json_capture(captured, is_first, text,
                             text != NULL ? strlen(text) : 0);
    g_free(text);
    if (problem == NULL)
        return true;
    g_free(problem);
    return false;
}

/* Reads all captures that standard input names. */
static bool take_captures(struct summary *summary,
                          const struct options *options)
{
    bool good = true;
    char *name;

    while ((name = next_field()) != NULL) {
        char *problem = next_field();
        char *path = next_field();

        if (problem == NULL || path == NULL) {
            fprintf(stderr, "lync-summary: standard input ends within a "
                            "capture\n");
            good = false;
        } else if (!take_report(
                       summary,
                       summary_capture(summary, name,
                                       *problem != '\0' ? problem : NULL),
                       path, options)) {
            good = false;
        }
        g_free(path);
        g_free(problem);
        g_free(name);
    }
    return good;
}

int main(int argc, char **argv)
{
    struct summary summary;
    struct options options;
    bool good;
    bool found;

    if (!read_options(argc, argv, &options)) {
        fprintf(stderr, "usage: lync-summary [--json] "
                        "[--fail-on chat|note|warn|error] <LIST\n");
        return EXIT_BAD;
    }
    summary_init(&summary);
    if (options.json)
        summary_json_begin();
    good = take_captures(&summary, &options);
    if (options.json)
        summary_json_end(&summary);
    else
        summary_text_write(&summary);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "lync-summary: %s\n", strerror(errno));
        good = false;
    }
    found = options.fail_on < N_SEVERITIES &&
            summary_has(&summary, (enum finding_severity)options.fail_on);
    summary_clear(&summary);
    if (!good)
        return EXIT_BAD;
    return found ? EXIT_FOUND : 0;
}

/* Reports written to files as soon as a capture has been read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <glib/gstdio.h>
#ifdef G_OS_WIN32
#include <io.h> /* dup, dup2 */
#define STDOUT_FILENO 1
#else
#include <unistd.h>
#endif

#include "wireshark_compat.h"

#define FOLDER_VARIABLE "LYNC_REPORTS"

struct folder_report {
    char *path;
    void (*print)(const void *data);
    const void *data;
};

/* struct folder_report. Global because Wireshark's callback passes no user
 * data. */
static GArray *folder_reports;

/* Prints REPORT while standard output is the file FD. */
static bool print_to(int fd, const struct folder_report *report)
{
    int output = dup(STDOUT_FILENO);
    bool good =
        output >= 0 && fflush(stdout) == 0 && dup2(fd, STDOUT_FILENO) >= 0;

    if (good) {
        report->print(report->data);
        good = fflush(stdout) == 0 && ferror(stdout) == 0;
        good = dup2(output, STDOUT_FILENO) >= 0 && good;
    }
    if (output >= 0)
        close(output);
    return good;
}

static void write_report(const struct folder_report *report)
{
    int fd = g_open(report->path, O_WRONLY | O_TRUNC, 0);
    bool good;

    if (fd < 0 && errno == ENOENT)
        return;
    good = fd >= 0 && print_to(fd, report);
    if (fd >= 0)
        good = close(fd) == 0 && good;
    if (good)
        return;
    report_failure("cannot write all of %s: %s", report->path,
                   g_strerror(errno));
    lync_exit_failed();
}

static void write_reports(void)
{
    for (guint i = 0; i < folder_reports->len; i++)
        write_report(&g_array_index(folder_reports, struct folder_report, i));
}

static void forget_reports(void)
{
    for (guint i = 0; i < folder_reports->len; i++)
        g_free(g_array_index(folder_reports, struct folder_report, i).path);
    g_array_free(folder_reports, TRUE);
}

void report_folder_add(const char *name, void (*print)(const void *data),
                       const void *data)
{
    const char *folder = g_getenv(FOLDER_VARIABLE);
    struct folder_report report = {NULL, print, data};

    if (folder == NULL || *folder == '\0')
        return;
    if (folder_reports == NULL) {
        folder_reports = g_array_new(FALSE, FALSE, sizeof report);
        register_postseq_cleanup_routine(write_reports);
        register_shutdown_routine(forget_reports);
    }
    report.path = g_build_filename(folder, name, NULL);
    g_array_append_val(folder_reports, report);
}

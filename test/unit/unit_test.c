/* The main function of a test program: runs the tests that have added
 * themselves.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "unit_test.h"

#include <string.h>

void (*unit_test_before)(void);
void (*unit_test_after)(void);

static struct unit_test *tests;
static struct unit_test **end = &tests;

void unit_test_add(struct unit_test *test)
{
    *end = test;
    end = &test->next;
}

bool unit_test_row(const char *rows, size_t i, size_t n)
{
    if (i < n)
        g_test_message("%s[%zu]", rows, i);
    return i < n;
}

/* "/FILE/NAME" of a test in ".../test_FILE.c"; free with g_free. */
static char *test_path(const struct unit_test *test)
{
    char *file = g_path_get_basename(test->file);
    char *path;

    *strrchr(file, '.') = '\0';
    path = g_strdup_printf("/%s/%s", file + strlen("test_"), test->name);
    g_free(file);
    return path;
}

static void run_test(const void *data)
{
    const struct unit_test *test = data;

    if (unit_test_before != NULL)
        unit_test_before();
    test->run();
    if (unit_test_after != NULL)
        unit_test_after();
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (tests == NULL)
        g_error("%s has no tests", argv[0]);
    for (const struct unit_test *test = tests; test != NULL;
         test = test->next) {
        char *path = test_path(test);

        g_test_add_data_func(path, test, run_test);
        g_free(path);
    }
    return g_test_run();
}

/* A test program's list of tests.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_UNIT_TEST_H
#define LYNC_TEST_UNIT_TEST_H

#include <glib.h>

struct unit_test {
    const char *path; /* "/FILE/behaviour/case" */
    void (*run)(void);
};

/* Runs the N TESTS as the command line says; the program's exit status. */
static inline int unit_tests_run(int argc, char **argv,
                                 const struct unit_test *tests, size_t n)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < n; i++)
        g_test_add_func(tests[i].path, tests[i].run);
    return g_test_run();
}

/* The program's main function, for the array TESTS. */
#define UNIT_TESTS_MAIN(tests)                                                 \
    int main(int argc, char **argv)                                            \
    {                                                                          \
        return unit_tests_run(argc, argv, tests, G_N_ELEMENTS(tests));         \
    }

#endif

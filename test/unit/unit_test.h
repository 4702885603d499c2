/* The main function of a test program, made from its list of tests.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_UNIT_TEST_H
#define LYNC_TEST_UNIT_TEST_H

#include <glib.h>

struct unit_test {
    const char *path; /* behaviour/case, behind the FILE of the program */
    void (*run)(void);
};

/* Runs the N TESTS; each path is put behind FILE, "/call_join/". */
static inline int unit_tests_run(int argc, char **argv, const char *file,
                                 const struct unit_test *tests, size_t n)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < n; i++) {
        char *path = g_strconcat(file, tests[i].path, NULL);

        g_test_add_func(path, tests[i].run);
        g_free(path);
    }
    return g_test_run();
}

/* UNIT_TESTS("/call_join/", {"media/both", test_media}, ...) */
#define UNIT_TESTS(file, ...)                                                  \
    int main(int argc, char **argv)                                            \
    {                                                                          \
        static const struct unit_test tests[] = {__VA_ARGS__};                 \
                                                                               \
        return unit_tests_run(argc, argv, file, tests, G_N_ELEMENTS(tests));   \
    }

/* The same for an array TESTS whose paths are whole: "/FILE/behaviour/case". */
#define UNIT_TESTS_MAIN(tests)                                                 \
    int main(int argc, char **argv)                                            \
    {                                                                          \
        return unit_tests_run(argc, argv, "", tests, G_N_ELEMENTS(tests));     \
    }

#endif

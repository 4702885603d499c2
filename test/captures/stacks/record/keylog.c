/* Preloaded into a program that uses OpenSSL: writes the keys of its TLS
 * connections to $SSLKEYLOGFILE, as Wireshark reads them.
 *
 *     gcc -shared -fPIC -o keylog.so keylog.c -ldl
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

typedef void keylog_h(const void *ssl, const char *line);

static void keylog_write(const void *ssl, const char *line)
{
    const char *path = getenv("SSLKEYLOGFILE");
    FILE *file = path != NULL ? fopen(path, "a") : NULL;

    (void)ssl;
    if (file == NULL)
        return;
    fprintf(file, "%s\n", line);
    fclose(file);
}

/* OpenSSL's own, whose contexts then write their keys. */
void *SSL_CTX_new(const void *method)
{
    void *(*new_context)(const void *) =
        (void *(*)(const void *))dlsym(RTLD_NEXT, "SSL_CTX_new");
    void (*set_keylog)(void *, keylog_h *) =
        (void (*)(void *, keylog_h *))dlsym(RTLD_NEXT,
                                            "SSL_CTX_set_keylog_callback");
    void *context = new_context(method);

    if (context != NULL && set_keylog != NULL)
        set_keylog(context, keylog_write);
    return context;
}

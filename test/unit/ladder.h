/* Reads the ladders of test/ladders: SIP dialogs in a readable text form. The
 * form is described in test/ladders/README.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_LADDER_H
#define LYNC_TEST_LADDER_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"

/* One message line. */
struct ladder_message {
    int64_t ns;
    struct endpoint source;
    struct endpoint destination;
    const char *text; /* the SIP message; NULL: a packet of the media */

    /* What later lines refer to. */
    const char *hop;    /* "A>B" */
    const char *caller; /* party whose tag is in From */
    const char *callee; /* party whose tag is in To */
    const char *from_tag;
    const char *to_tag; /* NULL: none */
    const char *method;
    const char *call;
    unsigned cseq;
    bool is_request;
};

/* One expect line. */
struct ladder_expectation {
    unsigned message; /* from 1; 0: the whole case */
    const char *what; /* a finding's filter name, "none", "view", "dialog" */
    const char *severity; /* or NULL */
    const char *text; /* what the finding's text holds, the view's values, or
                   the dialog's state; or NULL */
    unsigned line;
};

struct ladder_case {
    GStringChunk *texts; /* all texts of the case, its messages, ... */
    const char *rule;
    const char *name;
    const char *place; /* "file:line" */
    unsigned grace_s;
    GPtrArray *messages;     /* struct ladder_message */
    GPtrArray *expectations; /* struct ladder_expectation */
    GHashTable *parties;     /* name to struct ladder_party, see ladder.c */
    GHashTable *dialogs;     /* "call A B" that stand, a set */
    const char *transport;
};

/* All cases of the file PATH, in order; they are kept until the program ends. A
 * line that cannot be read ends the program with its file and line. */
GPtrArray *ladder_read(const char *path);

/* The endpoint of party NAME of a case. */
struct endpoint ladder_party_endpoint(const struct ladder_case *ladder,
                                      const char *name);

#endif

/* What the reader of ladders and the writer of their messages share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_LADDER_MESSAGE_H
#define LYNC_TEST_LADDER_MESSAGE_H

#include "ladder.h"

struct ladder_party {
    struct endpoint endpoint;
    const char *address; /* "10.0.0.1:5060" */
    const char *agent;   /* User-Agent or Server of its messages, or NULL */
    const char *tag;
};

/* Ends the program with the file and line that is being read. */
void ladder_refuse(const char *why, const char *what) G_GNUC_NORETURN;

/* A copy of TEXT that lives as long as LADDER; NULL of NULL. */
const char *ladder_text(struct ladder_case *ladder, const char *text);

/* A party by its name, which exists. */
struct ladder_party *ladder_party(const struct ladder_case *ladder,
                                  const char *name);

/* The value of KEY among WORDS, "" for a key without "=", or NULL. */
const char *ladder_value(char **words, const char *key);

/* The member of a case's set of dialogs; freed by the caller. */
char *ladder_dialog_key(const char *call, const char *a, const char *b);

/* Fills in MESSAGE, whose times, ends, hop, call and CSeq are set, from the
 * words of its line: TIME X>Y WHAT CSEQ key=value... */
void ladder_message_write(struct ladder_case *ladder,
                          struct ladder_message *message, char **words);

#endif

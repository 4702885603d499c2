/* A SIP dialog with a session timer, for the tests of the rules: places one
 * message after the other, and keeps what the rule under test finds.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_SESSION_SCENE_H
#define LYNC_TEST_SESSION_SCENE_H

#include <string.h>

#include <glib.h>

#include "finding.h"
#include "session_event.h"
#include "sip_texts.h"
#include "unit_test.h"

#define INVITE "INVITE sip:b@x SIP/2.0"
#define UPDATE "UPDATE sip:b@x SIP/2.0"
#define BYE    "BYE sip:b@x SIP/2.0"
#define OK     "SIP/2.0 200 OK"

/* Parties and hosts. */
enum { A, B, PROXY, N_HOSTS };

/* The message under judgement, and all that was found since the last one. */
static struct session_scene {
    struct sip_dialogs dialogs;
    GPtrArray *sessions; /* struct session, by leg index */
    struct sip_sighting sighting;
    struct session_event event;
    struct session_names names;
    GPtrArray *findings;
} scene;

static const struct endpoint hosts[N_HOSTS] = {{4, {10, 0, 0, 1}, 5060},
                                               {4, {10, 0, 0, 2}, 5060},
                                               {4, {10, 0, 0, 9}, 5060}};

static inline void scene_end(void)
{
    g_clear_pointer(&scene.findings, g_ptr_array_unref);
    g_clear_pointer(&scene.sessions, g_ptr_array_unref);
    if (scene.dialogs.calls != NULL)
        sip_dialogs_clear(&scene.dialogs);
    scene.dialogs = (struct sip_dialogs){0};
}

/* Begins anew, without any message. */
static inline void scene_begin(void)
{
    scene_end();
    scene = (struct session_scene){
        .sessions = g_ptr_array_new_with_free_func(session_free),
        .findings = finding_list_new(),
    };
    sip_dialogs_init(&scene.dialogs, 0);
}

BEFORE_EACH()
{
    scene_begin();
}

AFTER_EACH()
{
    scene_end();
}

/* A message of A's or B's on the hop from host FROM to host TO at NOW_NS, of
 * the transaction CSEQ that REQUESTER (A or B) began; what was found before is
 * forgotten. The first of all has no To tag. */
static inline void say_on(int from, int to, int requester, const char *start,
                          const char *cseq, const char *headers, int64_t now_ns)
{
    bool initial =
        scene.event.place.leg == NULL || strncmp(cseq, "1 I", 3) == 0;
    const char *to_tag = requester == A ? "b" : "a";
    struct session_event *event = &scene.event;

    if (initial && start[0] != 'S')
        to_tag = "";
    scene.sighting = (struct sip_sighting){
        .moment = {.frame = 1, .time_ns = now_ns},
        .source = hosts[from],
        .destination = hosts[to],
        .message = make_message(start, requester == A ? "a" : "b", to_tag, cseq,
                                headers, NULL),
    };
    g_ptr_array_set_size(scene.findings, 0);
    g_assert_true(
        sip_dialogs_place(&scene.dialogs, &scene.sighting, &event->place));
    while (scene.sessions->len <= event->place.leg->index)
        g_ptr_array_add(scene.sessions, g_new0(struct session, 1));
    event->sessions = scene.sessions;
    event->session = g_ptr_array_index(scene.sessions, event->place.leg->index);
    event->message = &scene.sighting.message;
    event->now_ns = now_ns;
    event->frame = 7;
    event->grace_ns = 5 * S;
    event->findings = scene.findings;
    event->source = &hosts[from];
    event->destination = &hosts[to];
    session_event_unname(event, &scene.names);
}

/* The same between A and B: SENDER's request, or its response to the other's
 * request. */
static inline void say(int sender, const char *start, const char *cseq,
                       const char *headers, int64_t now_ns)
{
    int requester = start[0] == 'S' ? 1 - sender : sender;

    say_on(sender, 1 - sender, requester, start, cseq, headers, now_ns);
}

/* Begins with a call of A that B answers; a timer of INTERVAL_S is in force
 * from 0 s on, and REFRESHER has to refresh. */
static inline void scene_arm(uint32_t interval_s, unsigned refresher)
{
    scene_begin();
    say(A, INVITE, "1 INVITE", "", 0);
    say(B, OK, "1 INVITE", "", 0);
    scene.event.session->active = true;
    scene.event.session->interval_s = interval_s;
    scene.event.session->armed_frame = 2;
    scene.event.session->armed_from = B;
    scene.event.session->refresher_known = true;
    scene.event.session->refresher = refresher;
}

/* One case of a rule on an INVITE or UPDATE of A and B's response to it; WORDS
 * NULL: nothing is found. */
struct session_row {
    const char *request, *response; /* headers of both */
    enum finding_id id;
    enum finding_severity severity;
    const char *words; /* in the text of the finding */
};

/* That exactly ID was found, with SEVERITY, and its text holds WORDS; nothing
 * if WORDS is NULL. */
#define assert_found(id_, severity_, words)                                    \
    do {                                                                       \
        const GPtrArray *list_ = scene.findings;                               \
        const char *words_ = (words);                                          \
        g_assert_cmpuint(list_->len, ==, words_ != NULL ? 1 : 0);              \
        if (words_ != NULL) {                                                  \
            const struct finding *only_ = g_ptr_array_index(list_, 0);         \
            g_assert_cmpint(only_->id, ==, id_);                               \
            g_assert_cmpint(only_->severity, ==, severity_);                   \
            if (strstr(only_->text, words_) == NULL)                           \
                g_assert_cmpstr(only_->text, ==, words_);                      \
        }                                                                      \
    } while (0)

#define assert_nothing() g_assert_cmpuint(scene.findings->len, ==, 0)

#endif

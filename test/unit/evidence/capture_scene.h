/* A call in a capture, for tests: two hosts that send voice every 20 ms, and
 * what the capture lacks of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_CAPTURE_SCENE_H
#define LYNC_TEST_CAPTURE_SCENE_H

#include "capture_model.h"
#include "unit_test.h"

#define TICKS 160 /* of 8 kHz in 20 ms */

/* Two hosts that send RTP to each other, from before each test on. */
static struct scene {
    struct capture_model model;
    struct endpoint hosts[2];
    struct capture_stream streams[2]; /* by sender */
    int64_t true_ns;                  /* what time it is */
    int64_t clock_error_ns;           /* of the capture's clock */
    uint32_t frame;
    uint16_t seq[2];                        /* of the next packet */
    uint32_t timestamp[2];                  /* of the next packet */
    struct capture_rtp_verdict verdicts[2]; /* on the last packet captured */
} scene;

static inline struct endpoint scene_host(uint8_t last)
{
    const uint8_t address[4] = {192, 0, 2, last};

    return endpoint_of(4, address, 0);
}

/* Begins anew. Sequence numbers begin at 65000, to wrap after 10.7 s. */
static inline void scene_begin(void)
{
    capture_model_clear(&scene.model);
    scene = (struct scene){.seq = {65000, 65000}};
    capture_model_init(&scene.model, 4711);
    scene.hosts[0] = scene_host(1);
    scene.hosts[1] = scene_host(2);
    /* The first frame is none of theirs. */
    capture_model_on_frame(&scene.model, 0, ++scene.frame, 0);
    for (int i = 0; i < 2; i++)
        capture_model_stream_init(&scene.model, &scene.streams[i], 0,
                                  &scene.hosts[i], &scene.hosts[1 - i]);
}

BEFORE_EACH()
{
    scene_begin();
}

AFTER_EACH()
{
    capture_model_clear(&scene.model);
}

/* A frame begins. Returns its raw time. */
static inline int64_t scene_frame(void)
{
    int64_t raw_ns = scene.true_ns + scene.clock_error_ns;

    capture_model_on_frame(&scene.model, 0, ++scene.frame, raw_ns);
    return raw_ns;
}

/* Host SENDER sends its next packet; CAPTURED says whether the capture gets
 * it. */
static inline void scene_send(int sender, bool captured)
{
    uint16_t seq = scene.seq[sender]++;
    uint32_t timestamp = scene.timestamp[sender];
    int64_t raw_ns;

    scene.timestamp[sender] += TICKS;
    if (!captured)
        return;
    raw_ns = scene_frame();
    scene.verdicts[sender] = capture_stream_on_rtp(
        &scene.streams[sender], scene.frame, raw_ns, seq, timestamp);
}

/* Both send for N packets, 20 ms apart, the second 1 ms after the first;
 * CAPTURED is the set of senders (1, 2) of whom the capture gets them. */
static inline void scene_talk(unsigned n, unsigned captured)
{
    for (unsigned i = 0; i < n; i++) {
        scene_send(0, captured & 1);
        scene.true_ns += MS;
        scene_send(1, captured & 2);
        scene.true_ns += 19 * MS;
    }
}

#endif

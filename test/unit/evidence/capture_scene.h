/* A captured call for tests: two hosts that send voice every 20 ms, some of
 * which the capture may lack.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_CAPTURE_SCENE_H
#define LYNC_TEST_CAPTURE_SCENE_H

#include "capture_model.h"
#include "unit_test.h"

#define TICKS 160 /* 20 ms at 8 kHz */

/* Two hosts that send RTP to each other. Each test begins it anew. */
static struct scene {
    struct capture_model model;
    struct endpoint hosts[2];
    struct capture_stream streams[2]; /* by sender */
    int64_t true_ns;                  /* true time */
    int64_t clock_error_ns;           /* capture time less true time */
    uint32_t frame;
    uint16_t seq[2];                        /* of the next packet */
    uint32_t timestamp[2];                  /* of the next packet */
    struct capture_rtp_verdict verdicts[2]; /* for the last packet captured */
} scene;

static inline struct endpoint scene_host(uint8_t last)
{
    const uint8_t address[4] = {192, 0, 2, last};

    return endpoint_of(4, address, 0);
}

static inline void scene_clear(void)
{
    for (int i = 0; i < 2; i++)
        capture_stream_clear(&scene.streams[i]);
    capture_model_clear(&scene.model);
}

/* Starts the scene. Sequence numbers begin at 65000, so that they wrap after
 * 10.7 s. */
static inline void scene_begin(void)
{
    scene_clear();
    scene = (struct scene){.seq = {65000, 65000}};
    capture_model_init(&scene.model);
    scene.hosts[0] = scene_host(1);
    scene.hosts[1] = scene_host(2);
    /* The first frame belongs to neither host. */
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
    scene_clear();
}

/* Adds a frame. Returns its raw time. */
static inline int64_t scene_frame(void)
{
    int64_t raw_ns = scene.true_ns + scene.clock_error_ns;

    capture_model_on_frame(&scene.model, 0, ++scene.frame, raw_ns);
    return raw_ns;
}

/* Host SENDER sends its next packet. CAPTURED: the capture holds it. */
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

/* Both hosts send N packets, 20 ms apart, the second host 1 ms after the first.
 * CAPTURED: the hosts whose packets the capture holds, as bits (1, 2). */
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

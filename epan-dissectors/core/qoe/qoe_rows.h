/* The facts of a quality report, a row each: QOE(ID, OF, KIND, PARENT, ELEMENT,
 * NAME, TITLE, DESCRIPTION).
 *
 * ID           QOE_ID names it in the code
 * OF           REPORT, LINE (a media line) or STREAM (one direction of a line)
 * KIND         TEXT, FLAG, COUNT (0 to 4294967295), BITS (the same, shown in
 *              hexadecimal), RATIO (0 to 1), MOS (0 to 5) or REAL (0 and above)
 * PARENT       local name of the element that holds ELEMENT; NULL: any
 * ELEMENT      local name of the element in [MS-QoE], or "@" and the name of an
 *              attribute of PARENT ("Stream": InboundStream or
 *              OutboundStream); NULL: only RFC 6035 has it
 * NAME         of the field after "lync.qoe.", and of the JSON key
 * TITLE        in the tree
 * DESCRIPTION  a sentence, with the unit
 *
 * Whoever includes this file defines QOE first: qoe_report.h makes the enum of
 * it. Sources: [MS-QoE] 2.2.1, 6.1 to 6.5; RFC 6035 4.6.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

/* clang-format off */
QOE(CALL_ID, REPORT, TEXT, "DialogInfo", "@CallId", "call_id", "Call-ID",
    "Call-ID of the call that the report is about.")
QOE(FROM_TAG, REPORT, TEXT, "DialogInfo", "@FromTag", "from_tag", "From tag",
    "From tag of that call.")
QOE(TO_TAG, REPORT, TEXT, "DialogInfo", "@ToTag", "to_tag", "To tag",
    "To tag of that call.")
QOE(START, REPORT, TEXT, "DialogInfo", "@Start", "start", "Start",
    "Start of the period, as written, by the reporter's clock.")
QOE(END, REPORT, TEXT, "DialogInfo", "@End", "end", "End",
    "End of the period, as written, by the reporter's clock.")
QOE(DIALOG_CATEGORY, REPORT, TEXT, "DialogInfo", "DialogCategory",
    "dialog_category", "Dialog category",
    "Which leg of a Mediation Server the report is about.")
QOE(CORRELATION_ID, REPORT, TEXT, "DialogInfo", "CorrelationID",
    "correlation_id", "Correlation ID",
    "Common to the reports on all legs of a call.")
QOE(FROM_URI, REPORT, TEXT, "DialogInfo", "FromURI", "from_uri", "From",
    "The reporter, as it names itself.")
QOE(TO_URI, REPORT, TEXT, "DialogInfo", "ToURI", "to_uri", "To",
    "The other side, as the reporter names it.")
QOE(CALLER, REPORT, FLAG, "DialogInfo", "Caller", "caller", "Caller",
    "Whether the reporter placed the call.")
QOE(LOCAL_AGENT, REPORT, TEXT, "DialogInfo", "LocalUserAgent", "local_agent",
    "Local user agent", "User-Agent of the reporter.")
QOE(REMOTE_AGENT, REPORT, TEXT, "DialogInfo", "RemoteUserAgent", "remote_agent",
    "Remote user agent", "User-Agent of the other side.")
QOE(CONFERENCE, REPORT, TEXT, "DialogInfo", "ConfURI", "conference",
    "Conference", "URI of the conference.")
QOE(BYPASS, REPORT, FLAG, "DialogInfo", "MediationServerBypassFlag", "bypass",
    "Media bypass", "Whether media bypassed the Mediation Server.")
QOE(BYPASS_WARNING, REPORT, TEXT, "DialogInfo", "MediaBypassWarningFlag",
    "bypass_warning", "Media bypass warning",
    "Why media did not bypass the Mediation Server, as written.")
QOE(TRUNKING_PEER, REPORT, TEXT, "DialogInfo", "TrunkingPeer", "trunking_peer",
    "Trunking peer", "The gateway of the trunk.")
QOE(INSIDE, REPORT, FLAG, "DialogInfo", "RegisteredInside", "inside",
    "Registered inside", "Whether the reporter was registered inside.")
QOE(ENDPOINT, REPORT, TEXT, "Endpoint", "@Name", "endpoint", "Endpoint",
    "Name of the reporter's computer.")

/* Of a media line. */
QOE(LABEL, LINE, TEXT, "MediaLine", "@Label", "label", "Label",
    "Medium, such as main-audio or main-video.")
QOE(ICE, LINE, TEXT, "Connectivity", "Ice", "ice", "ICE",
    "How the media ran: DIRECT, RELAY, HTTP-PROXY or FAILED.")
QOE(ICE_WARNING_FLAGS, LINE, BITS, "Connectivity", "IceWarningFlags",
    "ice_warning_flags", "ICE warning flags",
    "What failed while ICE sought a path: [MS-QoE] 2.2.1.7.1.")
QOE(SECURITY, LINE, TEXT, "Description", "Security", "security", "Security",
    "Encryption of the media: SRTP, V1 (of OCS 2007) or None.")
QOE(OFFERER, LINE, FLAG, "Description", "Offerer", "offerer", "Offerer",
    "Whether the reporter made the SDP offer.")
QOE(TRANSPORT, LINE, TEXT, "Description", "Transport", "transport", "Transport",
    "UDP or TCP.")
QOE(LOCAL_ADDRESS, LINE, TEXT, "LocalAddr", "IPAddr", "local.address",
    "Local address", "The reporter's address, as it sees it.")
QOE(LOCAL_PORT, LINE, COUNT, "LocalAddr", "Port", "local.port", "Local port",
    "The reporter's port.")
QOE(LOCAL_INSIDE, LINE, FLAG, "LocalAddr", "Inside", "local.inside",
    "Local inside", "Whether the reporter was inside the enterprise.")
QOE(REMOTE_ADDRESS, LINE, TEXT, "RemoteAddr", "IPAddr", "remote.address",
    "Remote address", "The other side's address, as the reporter sees it.")
QOE(REMOTE_PORT, LINE, COUNT, "RemoteAddr", "Port", "remote.port",
    "Remote port", "The other side's port.")
QOE(REMOTE_INSIDE, LINE, FLAG, "RemoteAddr", "Inside", "remote.inside",
    "Remote inside", "Whether the other side was inside the enterprise.")
QOE(RELAY_ADDRESS, LINE, TEXT, "RelayAddress", "IPAddr", "relay.address",
    "Relay address", "Address at the relay that the reporter was given.")
QOE(RELAY_PORT, LINE, COUNT, "RelayAddress", "Port", "relay.port", "Relay port",
    "Port of that address.")
QOE(REFLEXIVE_ADDRESS, LINE, TEXT, "ReflexiveLocalIPAddress", "IPAddr",
    "reflexive.address", "Reflexive address",
    "The reporter's address in front of its NAT.")
QOE(NETWORK, LINE, TEXT, "NetworkConnectivityInfo", "NetworkConnection",
    "network", "Network", "How the reporter was connected: wired, wireless.")
QOE(VPN, LINE, FLAG, "NetworkConnectivityInfo", "VPN", "vpn", "VPN",
    "Whether the reporter was connected through a VPN.")
QOE(LINK_SPEED, LINE, REAL, "NetworkConnectivityInfo", "LinkSpeed",
    "link_speed", "Link speed (bit/s)",
    "Speed of the reporter's network interface, in bit/s.")
QOE(BANDWIDTH_LIMIT, LINE, REAL, "MediaLine", "AppliedBandwidthLimit",
    "bandwidth_limit", "Bandwidth limit (bit/s)",
    "The most that policy let the reporter send, in bit/s.")
QOE(CONVERSATIONAL_MOS, LINE, MOS, "MediaLine", "LocalConversationalMOS",
    "conversational_mos", "Conversational MOS",
    "Conversational quality for the other side (ITU-T P.562).")

/* Of a stream. */
QOE(SSRC, STREAM, BITS, "Stream", "@Id", "ssrc", "SSRC", "SSRC of the stream.")
QOE(PACKETS, STREAM, COUNT, "Utilization", "Packets", "packets", "Packets",
    "RTP packets that were received, or sent.")
QOE(BANDWIDTH, STREAM, REAL, "Utilization", "BandwidthEst", "bandwidth",
    "Bandwidth (bit/s)", "Estimated bandwidth, in bit/s.")
QOE(LOSS_RATE, STREAM, RATIO, "PacketLoss", "LossRate", "loss_rate",
    "Loss rate", "Part of the packets that was lost (RFC 3550 6.4.1), 0 to 1.")
QOE(LOSS_MAX, STREAM, RATIO, "PacketLoss", "LossRateMax", "loss_max",
    "Greatest loss rate", "The greatest of these over the session, 0 to 1.")
QOE(DISCARD_RATE, STREAM, RATIO, NULL, NULL, "discard_rate", "Discard rate",
    "Part of the packets that came too late or too early to be played, 0 to "
    "1; of RFC 6035.")
QOE(BURST_DENSITY, STREAM, REAL, "BurstGapLoss", "BurstDensity",
    "burst.density", "Burst density",
    "Part of the packets in bursts that was lost (RFC 3611 4.7.2, Gmin 16), as "
    "written; of RFC 6035 0 to 1.")
QOE(BURST_DURATION, STREAM, REAL, "BurstGapLoss", "BurstDuration",
    "burst.duration", "Burst duration (ms)", "Mean length of bursts, in ms.")
QOE(GAP_DENSITY, STREAM, REAL, "BurstGapLoss", "GapDensity", "gap.density",
    "Gap density", "Part of the packets between bursts that was lost, likewise.")
QOE(GAP_DURATION, STREAM, REAL, "BurstGapLoss", "GapDuration", "gap.duration",
    "Gap duration (ms)", "Mean length of the time between bursts, in ms.")
QOE(ROUND_TRIP, STREAM, REAL, "Delay", "RoundTrip", "round_trip",
    "Round trip (ms)", "Mean round trip, in ms.")
QOE(ROUND_TRIP_MAX, STREAM, REAL, "Delay", "RoundTripMax", "round_trip_max",
    "Greatest round trip (ms)", "Greatest round trip, in ms.")
QOE(ONE_WAY, STREAM, REAL, "RelativeOneWay", "Average", "one_way",
    "Relative one-way delay (s)",
    "Mean one-way delay above the least one, as written, in seconds.")
QOE(JITTER, STREAM, REAL, "Jitter", "InterArrival", "jitter", "Jitter (ms)",
    "Mean interarrival jitter (RFC 3550 6.4.1), in ms.")
QOE(JITTER_MAX, STREAM, REAL, "Jitter", "InterArrivalMax", "jitter_max",
    "Greatest jitter (ms)", "Greatest interarrival jitter, in ms.")
QOE(JITTER_SD, STREAM, REAL, "Jitter", "InterArrivalSD", "jitter_sd",
    "Jitter deviation (ms)", "Standard deviation of that jitter, in ms.")
QOE(CONCEALED_RATIO, STREAM, RATIO, "Network", "RatioConcealedSamplesAvg",
    "concealed_ratio", "Concealed ratio",
    "Part of the audio frames that was made up to conceal loss, 0 to 1.")
QOE(STRETCHED_RATIO, STREAM, RATIO, "Network", "RatioStretchedSamplesAvg",
    "stretched_ratio", "Stretched ratio",
    "Part of the audio frames that was stretched, 0 to 1.")
QOE(COMPRESSED_RATIO, STREAM, RATIO, "Network", "RatioCompressedSamplesAvg",
    "compressed_ratio", "Compressed ratio",
    "Part of the audio frames that was compressed, 0 to 1.")
QOE(CONCEALED_MAX, STREAM, RATIO, "Network", "ConcealRatioMax",
    "concealed_max", "Greatest concealed ratio",
    "The greatest of these over ten seconds, 0 to 1.")
QOE(PAYLOAD_TYPE, STREAM, COUNT, NULL, "PayloadType", "payload_type",
    "Payload type", "RTP payload type.")
QOE(CODEC, STREAM, TEXT, NULL, "PayloadDescription", "codec", "Codec",
    "Encoding name.")
QOE(SAMPLE_RATE, STREAM, COUNT, NULL, "SampleRate", "sample_rate",
    "Sample rate (Hz)", "Sample rate of the codec, in Hz.")
QOE(FEC_USED, STREAM, FLAG, NULL, "AudioFECUsed", "fec_used", "FEC used",
    "Whether forward error correction was used.")
QOE(AUDIO_POST_FEC_LOSS, STREAM, RATIO, NULL, "AudioPostFECPLR",
    "audio.post_fec_loss", "Audio loss after FEC",
    "Part of the packets that error correction did not restore, 0 to 1.")
QOE(VIDEO_POST_FEC_LOSS, STREAM, RATIO, NULL, "VideoPostFECPLR",
    "video.post_fec_loss", "Video loss after FEC",
    "Part of the packets that error correction did not restore, 0 to 1.")
QOE(RESOLUTION, STREAM, TEXT, NULL, "Resolution", "video.resolution",
    "Resolution", "Size of the picture in pixels, such as 640x480.")
QOE(VIDEO_BIT_RATE, STREAM, REAL, NULL, "VideoBitRateAvg", "video.bit_rate",
    "Video bit rate (bit/s)", "Mean bit rate, in bit/s.")
QOE(VIDEO_BIT_RATE_MAX, STREAM, REAL, NULL, "VideoBitRateMax",
    "video.bit_rate_max", "Greatest video bit rate (bit/s)",
    "Greatest bit rate, in bit/s.")
QOE(VIDEO_FRAME_RATE, STREAM, REAL, NULL, "VideoFrameRateAvg",
    "video.frame_rate", "Frame rate (1/s)", "Mean pictures a second.")
QOE(VIDEO_LOSS_RATE, STREAM, RATIO, NULL, "VideoPacketLossRate",
    "video.loss_rate", "Video loss rate",
    "Part of the video packets that was lost (RFC 3550 6.4.1), 0 to 1.")
QOE(VIDEO_FRAME_LOSS, STREAM, RATIO, NULL, "VideoFrameLossRate",
    "video.frame_loss", "Video frame loss",
    "Part of the pictures that was lost at the receiver, 0 to 1.")
QOE(VIDEO_LOCAL_FRAME_LOSS, STREAM, REAL, NULL,
    "VideoLocalFrameLossPercentageAvg", "video.local_frame_loss",
    "Video frame loss (%)", "The same in percent, of Lync 2013 and later.")
QOE(LOW_FRAME_RATE, STREAM, REAL, NULL, "LowFrameRateCallPercent",
    "video.low_frame_rate", "Low frame rate (%)",
    "Percent of the call with a low frame rate.")
QOE(LOW_RESOLUTION, STREAM, REAL, NULL, "LowResolutionCallPercent",
    "video.low_resolution", "Low resolution (%)",
    "Percent of the call with a low resolution.")
QOE(NETWORK_MOS, STREAM, MOS, "NetworkMOS", "OverallAvg", "network_mos",
    "Network MOS", "Mean listening quality by codec, loss and jitter (wideband "
    "scale).")
QOE(NETWORK_MOS_MIN, STREAM, MOS, "NetworkMOS", "OverallMin",
    "network_mos_min", "Least network MOS", "The least of these.")
QOE(DEGRADATION, STREAM, MOS, "NetworkMOS", "DegradationAvg", "degradation",
    "Degradation", "How far network MOS was below the codec's best.")
QOE(DEGRADATION_MAX, STREAM, MOS, "NetworkMOS", "DegradationMax",
    "degradation_max", "Greatest degradation", "The greatest of these.")
QOE(DEGRADATION_JITTER, STREAM, RATIO, "NetworkMOS", "DegradationJitterAvg",
    "degradation_jitter", "Degradation by jitter",
    "Part of the degradation that jitter caused, 0 to 1.")
QOE(DEGRADATION_LOSS, STREAM, RATIO, "NetworkMOS", "DegradationPacketLossAvg",
    "degradation_loss", "Degradation by loss",
    "Part of the degradation that loss caused, 0 to 1.")
QOE(SEND_MOS, STREAM, MOS, NULL, "SendListenMOS", "send_mos", "Send MOS",
    "Listening quality of what was sent.")
QOE(RECV_MOS, STREAM, MOS, NULL, "RecvListenMOS", "recv_mos", "Receive MOS",
    "Listening quality of what was received.")
QOE(MOS_LQ, STREAM, MOS, NULL, NULL, "mos_lq", "MOS-LQ",
    "Listening quality; of RFC 6035.")
QOE(MOS_CQ, STREAM, MOS, NULL, NULL, "mos_cq", "MOS-CQ",
    "Conversational quality; of RFC 6035.")
QOE(SPOILED_TILES, STREAM, REAL, NULL, "SpoiledTilePercentTotal",
    "sharing.spoiled_tiles", "Spoiled tiles (%)",
    "Percent of the tiles of application sharing that were not sent.")
/* clang-format on */

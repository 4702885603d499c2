/* Quality reports for tests, of invented calls in the documented form.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_QOE_SCENE_H
#define LYNC_TEST_QOE_SCENE_H

/* As Lync 2010 writes it: [MS-QoE] 6.3. */
#define QOE_EXAMPLE                                                            \
    "<VQReportEvent xmlns=\"ms-rtcp-metrics\""                                 \
    " xmlns:v2=\"ms-rtcp-metrics.v2\" v2:SchemaVersion=\"2.0\">\n"             \
    "<VQSessionReport SessionId=\"c1@lab;from-tag=aa11;to-tag=bb22\">"         \
    "<Endpoint Name=\"PC1\"/>"                                                 \
    "<DialogInfo CallId=\"c1@lab\" FromTag=\"aa11\" ToTag=\"bb22\""            \
    " Start=\"2024-05-01T10:00:00.0000Z\" End=\"2024-05-01T10:01:00.0000Z\">"  \
    "<FromURI>sip:alice@lab.example</FromURI>"                                 \
    "<ToURI>sip:bob@lab.example</ToURI><Caller>true</Caller>"                  \
    "<LocalContactURI>sip:alice@lab.example</LocalContactURI>"                 \
    "<RemoteContactURI>sip:bob@lab.example</RemoteContactURI>"                 \
    "<LocalUserAgent>UCCAPI/4.0.0.0 OC/4.0.0.0</LocalUserAgent>"               \
    "<RemoteUserAgent>RTCC/4.0.0.0 MediationServer</RemoteUserAgent>"          \
    "</DialogInfo>\n"                                                          \
    "<MediaLine Label=\"main-audio\"><Description>"                            \
    "<Connectivity><Ice>DIRECT</Ice><IceWarningFlags>0</IceWarningFlags>"      \
    "</Connectivity><Security>SRTP</Security><Offerer>true</Offerer>"          \
    "<Transport>UDP</Transport>"                                               \
    "<LocalAddr><IPAddr>192.0.2.10</IPAddr><Port>50020</Port>"                 \
    "<Inside>true</Inside></LocalAddr>"                                        \
    "<RemoteAddr><IPAddr>192.0.2.20</IPAddr><Port>50120</Port></RemoteAddr>"   \
    "</Description>\n"                                                         \
    "<InboundStream Id=\"305419896\"><Network>"                                \
    "<Utilization><Packets>2900</Packets></Utilization>"                       \
    "<PacketLoss><LossRate>0.0333</LossRate><LossRateMax>0.1211</LossRateMax>" \
    "</PacketLoss><Jitter><InterArrival>7</InterArrival>"                      \
    "<InterArrivalMax>31</InterArrivalMax></Jitter></Network>"                 \
    "<QualityEstimates><Audio><NetworkMOS><OverallAvg>3.41</OverallAvg>"       \
    "<DegradationAvg>0.31</DegradationAvg></NetworkMOS></Audio>"               \
    "</QualityEstimates></InboundStream>"                                      \
    "<OutboundStream Id=\"2271560481\"><Network>"                              \
    "<Utilization><Packets>3000</Packets></Utilization>"                       \
    "<Delay><RoundTrip>42</RoundTrip><RoundTripMax>90</RoundTripMax></Delay>"  \
    "</Network></OutboundStream>"                                              \
    "</MediaLine></VQSessionReport></VQReportEvent>"

/* A phone's, by RFC 6035 4.7.1 (its figures, in part). */
#define QOE_TEXT_EXAMPLE                                                       \
    "VQSessionReport: CallTerm\r\n"                                            \
    "CallID: c1@lab\r\n"                                                       \
    "LocalID: <sip:alice@lab.example>\r\n"                                     \
    "RemoteID: <sip:bob@lab.example>\r\n"                                      \
    "OrigID: <sip:alice@lab.example>\r\n"                                      \
    "LocalAddr: IP=192.0.2.10 PORT=5000 SSRC=0x2468abcd\r\n"                   \
    "RemoteAddr: IP=192.0.2.20 PORT=5002 SSRC=0x1357efff\r\n"                  \
    "LocalMetrics:\r\n"                                                        \
    "Timestamps: START=2004-10-10T18:23:43Z STOP=2004-10-10T18:26:02Z\r\n"     \
    "SessionDesc: PT=18 PD=G729 SR=8000 FD=20 PLC=3 SSUP=on\r\n"               \
    "JitterBuffer: JBA=3 JBR=2 JBN=40 JBM=80 JBX=120\r\n"                      \
    "PacketLoss: NLR=5.0 JDR=2.0\r\n"                                          \
    "BurstGapLoss: BLD=0 BD=0 GLD=2.0 GD=500 GMIN=16\r\n"                      \
    "Delay: RTD=200 ESD=140 SOWD=200 IAJ=2 MAJ=10\r\n"                         \
    "QualityEst: RLQ=90 RCQ=85 MOSLQ=4.2 MOSCQ=127\r\n"                        \
    "RemoteMetrics:\r\n"                                                       \
    "PacketLoss: NLR=1.5 JDR=0\r\n"                                            \
    "DialogID: c1@lab;to-tag=bb22;from-tag=aa11\r\n"

#endif

-- SPDX-License-Identifier: GPL-2.0-or-later
--
-- What a script can do of this plugin's work: UDP that is marked DSCP 40 or 24
-- and looks like RTP is decoded as RTP, and Lync's payload types have names. For
-- comparison in benchmark.py; nothing else uses it.

local NAMES = {
    [0] = "PCMU", [3] = "GSM", [4] = "G723", [8] = "PCMA", [9] = "G722",
    [13] = "CN", [97] = "RED", [101] = "telephone-event", [104] = "SILK",
    [111] = "SIREN", [112] = "G7221", [114] = "x-msrta", [115] = "x-msrta",
    [116] = "AAL2-G726-32", [117] = "G722", [118] = "CN", [121] = "x-rtvc1",
    [122] = "H264", [123] = "x-ulpfecuc"
}
local marked = { [40] = true, [24] = true }

local by_dscp = Proto("rtpbydscp", "RTP by DSCP")
by_dscp.fields.name = ProtoField.string("rtpbydscp.codec", "Codec")
local dscp4 = Field.new("ip.dsfield.dscp")
local class6 = Field.new("ipv6.tclass.dscp")
local rtp = Dissector.get("rtp")

local function is_rtp(tvb)
    if tvb:len() < 12 or tvb(0, 1):bitfield(0, 2) ~= 2 then
        return false
    end
    local type = tvb(1, 1):uint()
    return type < 192 or type > 223 -- RFC 5761: those are RTCP
end

by_dscp:register_heuristic("udp", function(tvb, pinfo, tree)
    local mark = dscp4() or class6()
    if not mark or not marked[mark.value] or not is_rtp(tvb) then
        return false
    end
    rtp:call(tvb, pinfo, tree)
    local name = NAMES[tvb(1, 1):bitfield(1, 7)]
    if name then
        tree:add(by_dscp, tvb(1, 1)):add(by_dscp.fields.name, tvb(1, 1), name)
        pinfo.cols.info:append(" " .. name)
    end
    return true
end)

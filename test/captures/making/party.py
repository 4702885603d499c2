# SPDX-License-Identifier: GPL-2.0-or-later
"""Who takes part in the corpus' calls, and how each one writes SIP."""

from typing import NamedTuple, Tuple

from .frame import Port

ALL_METHODS = "INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, PRACK, INFO"


class Agent(NamedTuple):
    """A user agent as its messages show it."""

    name: str
    mediation: bool = False     # Microsoft's header case, epid, Contact
    allow: str = ALL_METHODS
    supported: Tuple[str, ...] = ("100rel", "replaces")


def _mediation(version):
    return Agent("RTCC/%s MediationServer" % version, True,
                 supported=("replaces", "100rel"),
                 allow="CANCEL,BYE,UPDATE,PRACK,INVITE,ACK")


OCS_2007_R2 = _mediation("3.5.0.0")
LYNC_2010 = _mediation("4.0.0.0")
LYNC_2013 = _mediation("5.0.0.0")
SFB_2015 = _mediation("6.0.0.0")
MEDIATION = (LYNC_2010, LYNC_2013, LYNC_2013, SFB_2015, OCS_2007_R2)

PROVIDERS = (
    Agent("Provider-SBC/7.2", supported=("100rel", "timer")),
    Agent("SIP-Trunk-Core 4.11", supported=("100rel", "timer", "path")),
    Agent("Sonus_UAC", supported=("timer", "100rel", "precondition")),
)
GATEWAYS = (
    Agent("AUDC-Mediant 1000/v.6.60A.265.009",
          supported=("em", "timer", "replaces", "path", "resource-priority")),
    Agent("Cisco-SIPGateway/IOS-15.4.3.M",
          supported=("100rel", "timer", "resource-priority", "replaces")),
    Agent("Asterisk PBX 16.2.1", supported=("100rel", "timer", "replaces")),
    Agent("NET-UX/3.1.4", supported=("timer", "replaces")),
)


class Party(NamedTuple):
    """One side of one leg."""

    user: str
    agent: Agent
    sip: Port
    media: str      # address
    domain: str


def number(random):
    return "+49%d%07d" % (random.choice((30, 40, 69, 89, 221)),
                          random.randrange(1, 9_999_999))


def _party(random, agent, net, host, sip_port, domain, v6):
    address = ("2001:db8:%x::%x" % (net, host) if v6
               else "10.%d.1.%d" % (net, host))
    return Party(number(random), agent, Port(address, sip_port), address,
                 domain)


def mediation_server(random, v6=False, agents=MEDIATION):
    agent = random.choice(agents)
    host = 20 + MEDIATION.index(agent)
    return _party(random, agent, 1, host, 5068, "med%d.contoso.example" %
                  host, v6)


def provider(random, v6=False):
    """A trunk provider's session border controller. Its media may come
    from another host than its signalling."""
    index = random.randrange(len(PROVIDERS))
    party = _party(random, PROVIDERS[index], 100, 10 + index, 5060,
                   "trunk%d.example" % index, v6)
    if v6:
        return party
    address = "198.51.100.%d" % (10 + index)
    return party._replace(
        sip=Port(address, 5060),
        media="198.51.100.%d" % (10 + index + random.choice((0, 100))))


def gateway(random, v6=False):
    index = random.randrange(len(GATEWAYS))
    return _party(random, GATEWAYS[index], 2, 30 + index, 5060,
                  "gw%d.contoso.example" % index, v6)


def border_controller(random, side, v6=False):
    """One side of a B2BUA: `side` 0 faces the caller."""
    agent = Agent("Enterprise-SBC/9.1", supported=("timer", "100rel"))
    return _party(random, agent, 3, 50 + side, 5060, "sbc.contoso.example",
                  v6)

package sockopts

// Numbers of options that golang.org/x/sys/unix lacks, by header.
const (
	// include/uapi/linux/netfilter_ipv4/ip_tables.h
	iptSoSetReplace        = 64 // IPT_SO_SET_REPLACE
	iptSoSetAddCounters    = 65 // IPT_SO_SET_ADD_COUNTERS
	iptSoGetInfo           = 64 // IPT_SO_GET_INFO
	iptSoGetEntries        = 65 // IPT_SO_GET_ENTRIES
	iptSoGetRevisionMatch  = 66 // IPT_SO_GET_REVISION_MATCH
	iptSoGetRevisionTarget = 67 // IPT_SO_GET_REVISION_TARGET

	// include/uapi/linux/netfilter_ipv4.h
	soOriginalDst = 80 // SO_ORIGINAL_DST

	// include/uapi/linux/netfilter/ipset/ip_set.h
	soIPSet = 83 // SO_IP_SET

	// include/uapi/linux/netfilter_arp/arp_tables.h
	arptSoGetInfo           = 96 // ARPT_SO_GET_INFO
	arptSoGetEntries        = 97 // ARPT_SO_GET_ENTRIES
	arptSoSetReplace        = 96 // ARPT_SO_SET_REPLACE
	arptSoSetAddCounters    = 97 // ARPT_SO_SET_ADD_COUNTERS
	arptSoGetRevisionTarget = 99 // ARPT_SO_GET_REVISION_TARGET

	// include/uapi/linux/netfilter_bridge/ebtables.h
	ebtSoSetEntries     = 128 // EBT_SO_SET_ENTRIES
	ebtSoSetCounters    = 129 // EBT_SO_SET_COUNTERS
	ebtSoGetInfo        = 128 // EBT_SO_GET_INFO
	ebtSoGetEntries     = 129 // EBT_SO_GET_ENTRIES
	ebtSoGetInitInfo    = 130 // EBT_SO_GET_INIT_INFO
	ebtSoGetInitEntries = 131 // EBT_SO_GET_INIT_ENTRIES

	// include/uapi/linux/mroute.h
	mrtInit        = 200 // MRT_INIT
	mrtDone        = 201 // MRT_DONE
	mrtAddVif      = 202 // MRT_ADD_VIF
	mrtDelVif      = 203 // MRT_DEL_VIF
	mrtAddMfc      = 204 // MRT_ADD_MFC
	mrtDelMfc      = 205 // MRT_DEL_MFC
	mrtVersion     = 206 // MRT_VERSION
	mrtAssert      = 207 // MRT_ASSERT
	mrtPim         = 208 // MRT_PIM
	mrtTable       = 209 // MRT_TABLE
	mrtAddMfcProxy = 210 // MRT_ADD_MFC_PROXY
	mrtDelMfcProxy = 211 // MRT_DEL_MFC_PROXY
	mrtFlush       = 212 // MRT_FLUSH

	// include/uapi/linux/in6.h
	ipv6Flowinfo     = 11 // IPV6_FLOWINFO
	ipv6FlowlabelMgr = 32 // IPV6_FLOWLABEL_MGR
	ipv6FlowinfoSend = 33 // IPV6_FLOWINFO_SEND
	ipv6UseMinMtu    = 63 // IPV6_USE_MIN_MTU

	// include/uapi/linux/netfilter_ipv6/ip6_tables.h
	ip6tSoSetReplace        = 64 // IP6T_SO_SET_REPLACE
	ip6tSoSetAddCounters    = 65 // IP6T_SO_SET_ADD_COUNTERS
	ip6tSoGetInfo           = 64 // IP6T_SO_GET_INFO
	ip6tSoGetEntries        = 65 // IP6T_SO_GET_ENTRIES
	ip6tSoGetRevisionMatch  = 68 // IP6T_SO_GET_REVISION_MATCH
	ip6tSoGetRevisionTarget = 69 // IP6T_SO_GET_REVISION_TARGET
	ip6tSoOriginalDst       = 80 // IP6T_SO_ORIGINAL_DST

	// include/uapi/linux/mroute6.h
	mrt6Init        = 200 // MRT6_INIT
	mrt6Done        = 201 // MRT6_DONE
	mrt6AddMif      = 202 // MRT6_ADD_MIF
	mrt6DelMif      = 203 // MRT6_DEL_MIF
	mrt6AddMfc      = 204 // MRT6_ADD_MFC
	mrt6DelMfc      = 205 // MRT6_DEL_MFC
	mrt6Version     = 206 // MRT6_VERSION
	mrt6Assert      = 207 // MRT6_ASSERT
	mrt6Pim         = 208 // MRT6_PIM
	mrt6Table       = 209 // MRT6_TABLE
	mrt6AddMfcProxy = 210 // MRT6_ADD_MFC_PROXY
	mrt6DelMfcProxy = 211 // MRT6_DEL_MFC_PROXY
	mrt6Flush       = 212 // MRT6_FLUSH

	// include/uapi/linux/tcp.h
	tcpAoAddKey  = 38 // TCP_AO_ADD_KEY
	tcpAoDelKey  = 39 // TCP_AO_DEL_KEY
	tcpAoInfo    = 40 // TCP_AO_INFO
	tcpAoGetKeys = 41 // TCP_AO_GET_KEYS
	tcpAoRepair  = 42 // TCP_AO_REPAIR
	tcpIsMptcp   = 43 // TCP_IS_MPTCP

	// include/uapi/linux/udp.h
	udpliteSendCscov = 10 // UDPLITE_SEND_CSCOV
	udpliteRecvCscov = 11 // UDPLITE_RECV_CSCOV

	// include/uapi/linux/mptcp.h
	mptcpInfo         = 1 // MPTCP_INFO
	mptcpTcpinfo      = 2 // MPTCP_TCPINFO
	mptcpSubflowAddrs = 3 // MPTCP_SUBFLOW_ADDRS
	mptcpFullInfo     = 4 // MPTCP_FULL_INFO

	// include/uapi/linux/tls.h
	tlsTx              = 1 // TLS_TX
	tlsRx              = 2 // TLS_RX
	tlsTxZerocopyRo    = 3 // TLS_TX_ZEROCOPY_RO
	tlsRxExpectNoPad   = 4 // TLS_RX_EXPECT_NO_PAD
	tlsTxMaxPayloadLen = 5 // TLS_TX_MAX_PAYLOAD_LEN

	// include/uapi/linux/sctp.h
	sctpRtoinfo                      = 0   // SCTP_RTOINFO
	sctpAssocinfo                    = 1   // SCTP_ASSOCINFO
	sctpInitmsg                      = 2   // SCTP_INITMSG
	sctpNodelay                      = 3   // SCTP_NODELAY
	sctpAutoclose                    = 4   // SCTP_AUTOCLOSE
	sctpSetPeerPrimaryAddr           = 5   // SCTP_SET_PEER_PRIMARY_ADDR
	sctpPrimaryAddr                  = 6   // SCTP_PRIMARY_ADDR
	sctpAdaptationLayer              = 7   // SCTP_ADAPTATION_LAYER
	sctpDisableFragments             = 8   // SCTP_DISABLE_FRAGMENTS
	sctpPeerAddrParams               = 9   // SCTP_PEER_ADDR_PARAMS
	sctpDefaultSendParam             = 10  // SCTP_DEFAULT_SEND_PARAM
	sctpEvents                       = 11  // SCTP_EVENTS
	sctpIWantMappedV4Addr            = 12  // SCTP_I_WANT_MAPPED_V4_ADDR
	sctpMaxseg                       = 13  // SCTP_MAXSEG
	sctpStatus                       = 14  // SCTP_STATUS
	sctpGetPeerAddrInfo              = 15  // SCTP_GET_PEER_ADDR_INFO
	sctpDelayedSack                  = 16  // SCTP_DELAYED_SACK
	sctpContext                      = 17  // SCTP_CONTEXT
	sctpFragmentInterleave           = 18  // SCTP_FRAGMENT_INTERLEAVE
	sctpPartialDeliveryPoint         = 19  // SCTP_PARTIAL_DELIVERY_POINT
	sctpMaxBurst                     = 20  // SCTP_MAX_BURST
	sctpAuthChunk                    = 21  // SCTP_AUTH_CHUNK
	sctpHmacIdent                    = 22  // SCTP_HMAC_IDENT
	sctpAuthKey                      = 23  // SCTP_AUTH_KEY
	sctpAuthActiveKey                = 24  // SCTP_AUTH_ACTIVE_KEY
	sctpAuthDeleteKey                = 25  // SCTP_AUTH_DELETE_KEY
	sctpPeerAuthChunks               = 26  // SCTP_PEER_AUTH_CHUNKS
	sctpLocalAuthChunks              = 27  // SCTP_LOCAL_AUTH_CHUNKS
	sctpGetAssocNumber               = 28  // SCTP_GET_ASSOC_NUMBER
	sctpGetAssocIDList               = 29  // SCTP_GET_ASSOC_ID_LIST
	sctpAutoAsconf                   = 30  // SCTP_AUTO_ASCONF
	sctpPeerAddrThlds                = 31  // SCTP_PEER_ADDR_THLDS
	sctpRecvrcvinfo                  = 32  // SCTP_RECVRCVINFO
	sctpRecvnxtinfo                  = 33  // SCTP_RECVNXTINFO
	sctpDefaultSndinfo               = 34  // SCTP_DEFAULT_SNDINFO
	sctpAuthDeactivateKey            = 35  // SCTP_AUTH_DEACTIVATE_KEY
	sctpReusePort                    = 36  // SCTP_REUSE_PORT
	sctpSockoptBindxAdd              = 100 // SCTP_SOCKOPT_BINDX_ADD
	sctpSockoptBindxRem              = 101 // SCTP_SOCKOPT_BINDX_REM
	sctpSockoptPeeloff               = 102 // SCTP_SOCKOPT_PEELOFF
	sctpSockoptConnectxOld           = 107 // SCTP_SOCKOPT_CONNECTX_OLD
	sctpGetPeerAddrs                 = 108 // SCTP_GET_PEER_ADDRS
	sctpGetLocalAddrs                = 109 // SCTP_GET_LOCAL_ADDRS
	sctpSockoptConnectx              = 110 // SCTP_SOCKOPT_CONNECTX
	sctpGetAssocStats                = 112 // SCTP_GET_ASSOC_STATS
	sctpPrSupported                  = 113 // SCTP_PR_SUPPORTED
	sctpDefaultPrinfo                = 114 // SCTP_DEFAULT_PRINFO
	sctpPrAssocStatus                = 115 // SCTP_PR_ASSOC_STATUS
	sctpPrStreamStatus               = 116 // SCTP_PR_STREAM_STATUS
	sctpReconfigSupported            = 117 // SCTP_RECONFIG_SUPPORTED
	sctpEnableStreamReset            = 118 // SCTP_ENABLE_STREAM_RESET
	sctpResetStreams                 = 119 // SCTP_RESET_STREAMS
	sctpResetAssoc                   = 120 // SCTP_RESET_ASSOC
	sctpAddStreams                   = 121 // SCTP_ADD_STREAMS
	sctpSockoptPeeloffFlags          = 122 // SCTP_SOCKOPT_PEELOFF_FLAGS
	sctpStreamScheduler              = 123 // SCTP_STREAM_SCHEDULER
	sctpStreamSchedulerValue         = 124 // SCTP_STREAM_SCHEDULER_VALUE
	sctpInterleavingSupported        = 125 // SCTP_INTERLEAVING_SUPPORTED
	sctpSendmsgConnect               = 126 // SCTP_SENDMSG_CONNECT
	sctpEvent                        = 127 // SCTP_EVENT
	sctpAsconfSupported              = 128 // SCTP_ASCONF_SUPPORTED
	sctpAuthSupported                = 129 // SCTP_AUTH_SUPPORTED
	sctpEcnSupported                 = 130 // SCTP_ECN_SUPPORTED
	sctpExposePotentiallyFailedState = 131 // SCTP_EXPOSE_POTENTIALLY_FAILED_STATE
	sctpRemoteUDPEncapsPort          = 132 // SCTP_REMOTE_UDP_ENCAPS_PORT
	sctpPlpmtudProbeInterval         = 133 // SCTP_PLPMTUD_PROBE_INTERVAL

	// include/uapi/linux/smc.h
	smcLimitHs = 1 // SMC_LIMIT_HS

	// include/uapi/asm-generic/sockios.h, include/uapi/asm-generic/ioctls.h
	fionbio   = 0x5421 // FIONBIO
	fioasync  = 0x5452 // FIOASYNC
	fionread  = 0x541b // FIONREAD
	fiosetown = 0x8901 // FIOSETOWN
	fiogetown = 0x8903 // FIOGETOWN
	fioclex   = 0x5451 // FIOCLEX
	fionclex  = 0x5450 // FIONCLEX
	fioqsize  = 0x5460 // FIOQSIZE

	// include/uapi/linux/un.h
	siocunixfile = 0x89e0 // SIOCUNIXFILE
)

package sockopts

// Constants that golang.org/x/sys/unix lacks.
const (
	solBluetooth = 274 // SOL_BLUETOOTH, include/linux/socket.h

	// enum tcp_ca_state, include/uapi/linux/tcp.h
	caOpen     = 0
	caDisorder = 1
	caCWR      = 2
	caRecovery = 3
	caLoss     = 4

	// TCPI_OPT_*, include/uapi/linux/tcp.h
	optTimestamps = 1
	optSACK       = 2
	optWscale     = 4
	optECN        = 8
	optECNSeen    = 16
	optSynData    = 32
	optUsecTS     = 64
	optTFOChild   = 128

	tcpBoundInactive = 13 // TCP_BOUND_INACTIVE, include/net/tcp_states.h
)

// Values of options that golang.org/x/sys/unix lacks.
const (
	// anonymous enum of TCP_REPAIR_QUEUE, include/uapi/linux/tcp.h
	noQueue   = 0 // TCP_NO_QUEUE
	recvQueue = 1 // TCP_RECV_QUEUE
	sendQueue = 2 // TCP_SEND_QUEUE

	// include/uapi/linux/icmp.h
	icmpEchoReply      = 0
	icmpDestUnreach    = 3
	icmpSourceQuench   = 4
	icmpRedirect       = 5
	icmpEcho           = 8
	icmpTimeExceeded   = 11
	icmpParameterProb  = 12
	icmpTimestamp      = 13
	icmpTimestampReply = 14
	icmpInfoRequest    = 15
	icmpInfoReply      = 16
	icmpAddress        = 17
	icmpAddressReply   = 18

	// IPV6_PREFER_SRC_*, include/uapi/linux/in6.h
	preferTmp           = 0x1
	preferPublic        = 0x2
	preferPubtmpDefault = 0x100
	preferCOA           = 0x4
	preferHome          = 0x400
	preferCGA           = 0x8
	preferNonCGA        = 0x800
)

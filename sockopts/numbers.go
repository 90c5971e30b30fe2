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

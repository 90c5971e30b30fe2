package sockopts

import (
	"slices"

	"golang.org/x/sys/unix"
)

// InfoField is the position and meaning of one field of struct tcp_info.
type InfoField struct {
	Name    string // as in C, without tcpi_
	Offset  int    // bytes from the start
	Size    int    // in bytes: 1, 2, 4 or 8
	Shift   int    // for bit fields: the lowest bit, counting from the least significant
	Bits    int    // for bit fields: the number of bits, otherwise 0
	Unit    string // "us", "ms", "B", "B/s", "segments" or ""
	Summary string // one sentence

	names *names // the meanings of values; nil if they are plain numbers
	flags bool   // names are the bits of a set
}

// InfoFields returns the fields of struct tcp_info in Linux 6.18 (include/uapi/linux/tcp.h), in order: 280 bytes. The
// positions of bit fields in a byte are those of the little-endian ABI.
func InfoFields() []InfoField { return infoFields }

// FindInfoField finds a field of TCP_INFO by its name.
func FindInfoField(name string) (InfoField, bool) {
	i := slices.IndexFunc(infoFields, func(f InfoField) bool { return f.Name == name })
	if i < 0 {
		return InfoField{}, false
	}
	return infoFields[i], true
}

// tcpStates are the states of include/net/tcp_states.h by their names in RFC 9293.
var tcpStates = &names{list: []name{
	{"ESTABLISHED", unix.BPF_TCP_ESTABLISHED}, {"SYN-SENT", unix.BPF_TCP_SYN_SENT}, {"SYN-RECEIVED", unix.BPF_TCP_SYN_RECV},
	{"FIN-WAIT-1", unix.BPF_TCP_FIN_WAIT1}, {"FIN-WAIT-2", unix.BPF_TCP_FIN_WAIT2}, {"TIME-WAIT", unix.BPF_TCP_TIME_WAIT},
	{"CLOSED", unix.BPF_TCP_CLOSE}, {"CLOSE-WAIT", unix.BPF_TCP_CLOSE_WAIT}, {"LAST-ACK", unix.BPF_TCP_LAST_ACK},
	{"LISTEN", unix.BPF_TCP_LISTEN}, {"CLOSING", unix.BPF_TCP_CLOSING}, {"SYN-RECEIVED", unix.BPF_TCP_NEW_SYN_RECV},
	{"CLOSED", tcpBoundInactive},
}}

var congestionStates = &names{list: []name{
	{"Open", caOpen}, {"Disorder", caDisorder}, {"CWR", caCWR}, {"Recovery", caRecovery}, {"Loss", caLoss},
}}

var infoOptions = &names{list: []name{
	{"TIMESTAMPS", optTimestamps}, {"SACK", optSACK}, {"WSCALE", optWscale}, {"ECN", optECN}, {"ECN_SEEN", optECNSeen},
	{"SYN_DATA", optSynData}, {"USEC_TS", optUsecTS}, {"TFO_CHILD", optTFOChild},
}}

var infoFields = []InfoField{
	{Name: "state", Offset: 0, Size: 1, names: tcpStates, Summary: "State of the connection, by the names of RFC 9293."},
	{Name: "ca_state", Offset: 1, Size: 1, names: congestionStates, Summary: "State of the congestion control."},
	{Name: "retransmits", Offset: 2, Size: 1, Summary: "Retransmission timeouts in a row without an answer."},
	{Name: "probes", Offset: 3, Size: 1, Summary: "Keep-alive or zero-window probes that are unanswered."},
	{Name: "backoff", Offset: 4, Size: 1, Summary: "How often the retransmission timer has been doubled."},
	{Name: "options", Offset: 5, Size: 1, names: infoOptions, flags: true, Summary: "What both ends agreed on in the handshake."},
	{Name: "snd_wscale", Offset: 6, Size: 1, Shift: 0, Bits: 4, Summary: "Power of two that multiplies the window the peer offers."},
	{Name: "rcv_wscale", Offset: 6, Size: 1, Shift: 4, Bits: 4, Summary: "Power of two that multiplies the window offered to the peer."},
	{Name: "delivery_rate_app_limited", Offset: 7, Size: 1, Shift: 0, Bits: 1, Summary: "1 when delivery_rate is low because the program sent too little."},
	{Name: "fastopen_client_fail", Offset: 7, Size: 1, Shift: 1, Bits: 2, Summary: "Why this client could not use Fast Open: 1 no cookie, 2 data not acknowledged, 3 SYN sent again."},
	{Name: "rto", Offset: 8, Size: 4, Unit: "us", Summary: "Time until unacknowledged data is retransmitted."},
	{Name: "ato", Offset: 12, Size: 4, Unit: "us", Summary: "Time that an ACK of this end may be delayed."},
	{Name: "snd_mss", Offset: 16, Size: 4, Unit: "B", Summary: "Largest segment this end sends."},
	{Name: "rcv_mss", Offset: 20, Size: 4, Unit: "B", Summary: "Largest segment seen from the peer, an estimate."},
	{Name: "unacked", Offset: 24, Size: 4, Unit: "segments", Summary: "Segments in flight; for a listener, connections waiting for accept."},
	{Name: "sacked", Offset: 28, Size: 4, Unit: "segments", Summary: "Segments the peer acknowledged out of order; for a listener, its backlog."},
	{Name: "lost", Offset: 32, Size: 4, Unit: "segments", Summary: "Segments considered lost."},
	{Name: "retrans", Offset: 36, Size: 4, Unit: "segments", Summary: "Retransmitted segments in flight now."},
	{Name: "fackets", Offset: 40, Size: 4, Unit: "segments", Summary: "Forward acknowledgements; 0 since Linux 4.15."},
	{Name: "last_data_sent", Offset: 44, Size: 4, Unit: "ms", Summary: "Time since data was last sent."},
	{Name: "last_ack_sent", Offset: 48, Size: 4, Unit: "ms", Summary: "Always 0: the kernel does not remember it."},
	{Name: "last_data_recv", Offset: 52, Size: 4, Unit: "ms", Summary: "Time since data was last received."},
	{Name: "last_ack_recv", Offset: 56, Size: 4, Unit: "ms", Summary: "Time since an ACK was last received."},
	{Name: "pmtu", Offset: 60, Size: 4, Unit: "B", Summary: "MTU of the path to the peer."},
	{Name: "rcv_ssthresh", Offset: 64, Size: 4, Unit: "B", Summary: "Limit of the window offered to the peer now."},
	{Name: "rtt", Offset: 68, Size: 4, Unit: "us", Summary: "Smoothed round-trip time."},
	{Name: "rttvar", Offset: 72, Size: 4, Unit: "us", Summary: "How much the round-trip time varies."},
	{Name: "snd_ssthresh", Offset: 76, Size: 4, Unit: "segments", Summary: "Where slow start ends; 2147483647 until the first loss."},
	{Name: "snd_cwnd", Offset: 80, Size: 4, Unit: "segments", Summary: "Congestion window: segments that may be in flight."},
	{Name: "advmss", Offset: 84, Size: 4, Unit: "B", Summary: "Largest segment announced to the peer."},
	{Name: "reordering", Offset: 88, Size: 4, Unit: "segments", Summary: "How far segments may arrive out of order before they count as lost."},
	{Name: "rcv_rtt", Offset: 92, Size: 4, Unit: "us", Summary: "Round-trip time as the receiver sees it."},
	{Name: "rcv_space", Offset: 96, Size: 4, Unit: "B", Summary: "What the program reads in one round trip, which sizes the receive buffer."},
	{Name: "total_retrans", Offset: 100, Size: 4, Unit: "segments", Summary: "Segments retransmitted since the beginning."},
	{Name: "pacing_rate", Offset: 104, Size: 8, Unit: "B/s", Summary: "Rate at which segments are sent now."},
	{Name: "max_pacing_rate", Offset: 112, Size: 8, Unit: "B/s", Summary: "Limit of that rate (SO_MAX_PACING_RATE); all bits set means no limit."},
	{Name: "bytes_acked", Offset: 120, Size: 8, Unit: "B", Summary: "Bytes the peer has acknowledged."},
	{Name: "bytes_received", Offset: 128, Size: 8, Unit: "B", Summary: "Bytes this end has acknowledged."},
	{Name: "segs_out", Offset: 136, Size: 4, Unit: "segments", Summary: "Segments sent, including ACKs and retransmissions."},
	{Name: "segs_in", Offset: 140, Size: 4, Unit: "segments", Summary: "Segments received."},
	{Name: "notsent_bytes", Offset: 144, Size: 4, Unit: "B", Summary: "Bytes written but not yet sent for the first time."},
	{Name: "min_rtt", Offset: 148, Size: 4, Unit: "us", Summary: "Shortest recent round-trip time; 4294967295 before the first."},
	{Name: "data_segs_in", Offset: 152, Size: 4, Unit: "segments", Summary: "Segments with data received."},
	{Name: "data_segs_out", Offset: 156, Size: 4, Unit: "segments", Summary: "Segments with data sent, including retransmissions."},
	{Name: "delivery_rate", Offset: 160, Size: 8, Unit: "B/s", Summary: "Best recent rate at which data reached the peer."},
	{Name: "busy_time", Offset: 168, Size: 8, Unit: "us", Summary: "Time with data to send or unacknowledged."},
	{Name: "rwnd_limited", Offset: 176, Size: 8, Unit: "us", Summary: "Part of busy_time spent waiting for the peer's window."},
	{Name: "sndbuf_limited", Offset: 184, Size: 8, Unit: "us", Summary: "Part of busy_time spent with the send buffer too small."},
	{Name: "delivered", Offset: 192, Size: 4, Unit: "segments", Summary: "Segments that reached the peer."},
	{Name: "delivered_ce", Offset: 196, Size: 4, Unit: "segments", Summary: "Segments among those that a router marked as congested (ECN)."},
	{Name: "bytes_sent", Offset: 200, Size: 8, Unit: "B", Summary: "Bytes of data sent, including retransmissions."},
	{Name: "bytes_retrans", Offset: 208, Size: 8, Unit: "B", Summary: "Bytes of data retransmitted."},
	{Name: "dsack_dups", Offset: 216, Size: 4, Unit: "segments", Summary: "Segments the peer reports having received twice."},
	{Name: "reord_seen", Offset: 220, Size: 4, Summary: "How often reordering was noticed."},
	{Name: "rcv_ooopack", Offset: 224, Size: 4, Unit: "segments", Summary: "Segments received out of order."},
	{Name: "snd_wnd", Offset: 228, Size: 4, Unit: "B", Summary: "Window the peer offers now."},
	{Name: "rcv_wnd", Offset: 232, Size: 4, Unit: "B", Summary: "Window this end offers now."},
	{Name: "rehash", Offset: 236, Size: 4, Summary: "How often another path was tried after a timeout."},
	{Name: "total_rto", Offset: 240, Size: 2, Summary: "Retransmission timeouts since the beginning."},
	{Name: "total_rto_recoveries", Offset: 242, Size: 2, Summary: "Completed recoveries from such timeouts."},
	{Name: "total_rto_time", Offset: 244, Size: 4, Unit: "ms", Summary: "Time spent in such recoveries."},
	{Name: "received_ce", Offset: 248, Size: 4, Unit: "segments", Summary: "Segments received with a congestion mark."},
	{Name: "delivered_e1_bytes", Offset: 252, Size: 4, Unit: "B", Summary: "Bytes that reached the peer marked ECT(1)."},
	{Name: "delivered_e0_bytes", Offset: 256, Size: 4, Unit: "B", Summary: "Bytes that reached the peer marked ECT(0)."},
	{Name: "delivered_ce_bytes", Offset: 260, Size: 4, Unit: "B", Summary: "Bytes that reached the peer marked as congested."},
	{Name: "received_e1_bytes", Offset: 264, Size: 4, Unit: "B", Summary: "Bytes received marked ECT(1)."},
	{Name: "received_e0_bytes", Offset: 268, Size: 4, Unit: "B", Summary: "Bytes received marked ECT(0)."},
	{Name: "received_ce_bytes", Offset: 272, Size: 4, Unit: "B", Summary: "Bytes received marked as congested."},
	{Name: "accecn_fail_mode", Offset: 276, Size: 2, Summary: "Which part of accurate ECN did not work on this path."},
	{Name: "accecn_opt_seen", Offset: 278, Size: 2, Summary: "Whether the peer's accurate ECN option was seen."},
}

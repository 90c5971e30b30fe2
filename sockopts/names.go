package sockopts

import "golang.org/x/sys/unix"

// The names of values that several tables share, or that are too long to be next to their entry.
var (
	timestampFlags = &names{prefix: "SOF_TIMESTAMPING_", list: []name{
		{"SOF_TIMESTAMPING_TX_HARDWARE", unix.SOF_TIMESTAMPING_TX_HARDWARE}, {"SOF_TIMESTAMPING_TX_SOFTWARE", unix.SOF_TIMESTAMPING_TX_SOFTWARE},
		{"SOF_TIMESTAMPING_RX_HARDWARE", unix.SOF_TIMESTAMPING_RX_HARDWARE}, {"SOF_TIMESTAMPING_RX_SOFTWARE", unix.SOF_TIMESTAMPING_RX_SOFTWARE},
		{"SOF_TIMESTAMPING_SOFTWARE", unix.SOF_TIMESTAMPING_SOFTWARE}, {"SOF_TIMESTAMPING_SYS_HARDWARE", unix.SOF_TIMESTAMPING_SYS_HARDWARE},
		{"SOF_TIMESTAMPING_RAW_HARDWARE", unix.SOF_TIMESTAMPING_RAW_HARDWARE}, {"SOF_TIMESTAMPING_OPT_ID", unix.SOF_TIMESTAMPING_OPT_ID},
		{"SOF_TIMESTAMPING_TX_SCHED", unix.SOF_TIMESTAMPING_TX_SCHED}, {"SOF_TIMESTAMPING_TX_ACK", unix.SOF_TIMESTAMPING_TX_ACK},
		{"SOF_TIMESTAMPING_OPT_CMSG", unix.SOF_TIMESTAMPING_OPT_CMSG}, {"SOF_TIMESTAMPING_OPT_TSONLY", unix.SOF_TIMESTAMPING_OPT_TSONLY},
		{"SOF_TIMESTAMPING_OPT_STATS", unix.SOF_TIMESTAMPING_OPT_STATS}, {"SOF_TIMESTAMPING_OPT_PKTINFO", unix.SOF_TIMESTAMPING_OPT_PKTINFO},
		{"SOF_TIMESTAMPING_OPT_TX_SWHW", unix.SOF_TIMESTAMPING_OPT_TX_SWHW}, {"SOF_TIMESTAMPING_BIND_PHC", unix.SOF_TIMESTAMPING_BIND_PHC},
		{"SOF_TIMESTAMPING_OPT_ID_TCP", unix.SOF_TIMESTAMPING_OPT_ID_TCP},
	}}
	repairModes = &names{prefix: "TCP_REPAIR_", list: []name{
		{"TCP_REPAIR_OFF", unix.TCP_REPAIR_OFF}, {"TCP_REPAIR_ON", unix.TCP_REPAIR_ON}, {"TCP_REPAIR_OFF_NO_WP", 1<<32 + unix.TCP_REPAIR_OFF_NO_WP},
	}}
	repairQueues = &names{prefix: "TCP_", list: []name{
		{"TCP_NO_QUEUE", noQueue}, {"TCP_RECV_QUEUE", recvQueue}, {"TCP_SEND_QUEUE", sendQueue},
	}}
	encapsulations = &names{prefix: "UDP_ENCAP_", list: []name{
		{"UDP_ENCAP_ESPINUDP_NON_IKE", unix.UDP_ENCAP_ESPINUDP_NON_IKE}, {"UDP_ENCAP_ESPINUDP", unix.UDP_ENCAP_ESPINUDP},
		{"UDP_ENCAP_L2TPINUDP", unix.UDP_ENCAP_L2TPINUDP}, {"UDP_ENCAP_GTP0", unix.UDP_ENCAP_GTP0}, {"UDP_ENCAP_GTP1U", unix.UDP_ENCAP_GTP1U},
	}}
	icmpTypes = &names{prefix: "ICMP_", list: []name{
		{"ICMP_ECHOREPLY", 1 << icmpEchoReply}, {"ICMP_DEST_UNREACH", 1 << icmpDestUnreach}, {"ICMP_SOURCE_QUENCH", 1 << icmpSourceQuench},
		{"ICMP_REDIRECT", 1 << icmpRedirect}, {"ICMP_ECHO", 1 << icmpEcho}, {"ICMP_TIME_EXCEEDED", 1 << icmpTimeExceeded},
		{"ICMP_PARAMETERPROB", 1 << icmpParameterProb}, {"ICMP_TIMESTAMP", 1 << icmpTimestamp}, {"ICMP_TIMESTAMPREPLY", 1 << icmpTimestampReply},
		{"ICMP_INFO_REQUEST", 1 << icmpInfoRequest}, {"ICMP_INFO_REPLY", 1 << icmpInfoReply}, {"ICMP_ADDRESS", 1 << icmpAddress},
		{"ICMP_ADDRESSREPLY", 1 << icmpAddressReply},
	}}
	addressPreferences = &names{prefix: "IPV6_PREFER_SRC_", list: []name{
		{"IPV6_PREFER_SRC_TMP", preferTmp}, {"IPV6_PREFER_SRC_PUBLIC", preferPublic}, {"IPV6_PREFER_SRC_PUBTMP_DEFAULT", preferPubtmpDefault},
		{"IPV6_PREFER_SRC_COA", preferCOA}, {"IPV6_PREFER_SRC_HOME", preferHome}, {"IPV6_PREFER_SRC_CGA", preferCGA},
		{"IPV6_PREFER_SRC_NONCGA", preferNonCGA},
	}}
	ringVersions = &names{prefix: "TPACKET_", list: []name{
		{"TPACKET_V1", unix.TPACKET_V1}, {"TPACKET_V2", unix.TPACKET_V2}, {"TPACKET_V3", unix.TPACKET_V3},
	}}
	xdpFlags = &names{prefix: "XDP_OPTIONS_", list: []name{{"XDP_OPTIONS_ZEROCOPY", unix.XDP_OPTIONS_ZEROCOPY}}}
)

// mptcpTotals is struct mptcp_info of include/uapi/linux/mptcp.h.
var mptcpTotals = []part{
	{"subflows", 1}, {"add_addr_signal", 1}, {"add_addr_accepted", 1}, {"subflows_max", 1}, {"add_addr_signal_max", 1},
	{"add_addr_accepted_max", 1}, {"", 2}, {"flags", 4}, {"token", 4}, {"write_seq", 8}, {"snd_una", 8}, {"rcv_nxt", 8},
	{"local_addr_used", 1}, {"local_addr_max", 1}, {"csum_enabled", 1}, {"", 1}, {"retransmits", 4}, {"bytes_retrans", 8},
	{"bytes_sent", 8}, {"bytes_received", 8}, {"bytes_acked", 8}, {"subflows_total", 1}, {"endp_laminar_max", 1},
	{"endp_fullmesh_max", 1}, {"", 1}, {"last_data_sent", 4}, {"last_data_recv", 4}, {"last_ack_recv", 4},
}

// request returns the number of an ioctl, which may need all 32 bits.
func request(number uint32) int { return int(number) }

package sockopts

import (
	"strings"
	"testing"
)

func TestCombined(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"SO_REUSEADDR|SO_REUSEPORT", "SO_REUSEADDR|SO_REUSEPORT is 2|15 = 15, which is SO_REUSEPORT alone: "},
		{" SO_REUSEADDR | SO_REUSEPORT ", "SO_REUSEADDR|SO_REUSEPORT is 2|15 = 15, which is SO_REUSEPORT alone: "},
		{"SO_REUSEADDR|SO_REUSEADDR", "SO_REUSEADDR|SO_REUSEADDR is 2|2 = 2, which is SO_REUSEADDR alone: "},
		{"SO_DEBUG|SO_REUSEADDR", "SO_DEBUG|SO_REUSEADDR is 1|2 = 3, which is SO_TYPE alone: "},
		{"TCP_NODELAY|TCP_CORK|TCP_KEEPIDLE", "TCP_NODELAY|TCP_CORK|TCP_KEEPIDLE is 1|3|4 = 7, which is TCP_SYNCNT alone: "},
		// Numbers of no option.
		{"SO_RCVPRIORITY|SO_RCVMARK", "SO_RCVPRIORITY|SO_RCVMARK is 82|75 = 91, which is not an option of SOL_SOCKET: "},
		{"UDP_CORK|UDP_ENCAP", "UDP_CORK|UDP_ENCAP is 1|100 = 101, which is UDP_NO_CHECK6_TX alone: "},
		{"UDP_SEGMENT|UDP_ENCAP|UDP_NO_CHECK6_TX", "UDP_SEGMENT|UDP_ENCAP|UDP_NO_CHECK6_TX is 103|100|101 = 103, which is UDP_SEGMENT alone: "},
		{"UDP_CORK|UDP_GRO|UDP_NO_CHECK6_RX", "UDP_CORK|UDP_GRO|UDP_NO_CHECK6_RX is 1|104|102 = 111, which is not an option of SOL_UDP: "},
		// Parts at different levels.
		{
			"SO_REUSEADDR|TCP_NODELAY",
			"SO_REUSEADDR|TCP_NODELAY is 2|1 = 3, which is SO_TYPE alone at SOL_SOCKET, while TCP_NODELAY is of SOL_TCP: ",
		},
		{"TCP_NODELAY|SO_REUSEADDR", "which is TCP_CORK alone at SOL_TCP, while SO_REUSEADDR is of SOL_SOCKET: "},
		{"UDP_GRO|SO_REUSEADDR|IP_TOS", "which is not an option of SOL_UDP, while SO_REUSEADDR is of SOL_SOCKET and IP_TOS is of SOL_IP: "},
		// Names with their level.
		{"SOL_SOCKET SO_REUSEADDR|SOL_SOCKET SO_REUSEPORT", "SO_REUSEADDR|SO_REUSEPORT is 2|15 = 15, which is SO_REUSEPORT alone: "},
		{"IPPROTO_TCP TCP_NODELAY|TCP_CORK", "TCP_NODELAY|TCP_CORK is 1|3 = 3, which is TCP_CORK alone: "},
		{"SOL_IPV6 MCAST_JOIN_GROUP|MCAST_LEAVE_GROUP", "MCAST_JOIN_GROUP|MCAST_LEAVE_GROUP is 42|45 = 47, which is MCAST_LEAVE_SOURCE_GROUP alone: "},
		{"MCAST_JOIN_GROUP|SOL_IPV6 MCAST_JOIN_GROUP", "which is MCAST_JOIN_GROUP alone at SOL_IP, while MCAST_JOIN_GROUP is of SOL_IPV6: "},
		// An alias counts as its option.
		{"SO_DETACH_BPF|SO_DEBUG", "SO_DETACH_FILTER|SO_DEBUG is 27|1 = 27, which is SO_DETACH_FILTER alone: "},
		{"SO_DEBUG|SO_GET_FILTER", "SO_DEBUG|SO_ATTACH_FILTER is 1|26 = 27, which is SO_DETACH_FILTER alone: "},
	} {
		combination, ok := Combined(c.text)
		if !ok {
			t.Errorf("%q is not read", c.text)
			continue
		}
		if got := combination.Sentence(); !strings.Contains(got, c.says) || !strings.HasSuffix(got, "so set each one by a call of its own") {
			t.Errorf("%q: %q, want %q", c.text, got, c.says)
		}
		if combination.Level != combination.Parts[0].Level || combination.Is != nil && combination.Is.Level != combination.Level {
			t.Errorf("%q is at %s", c.text, combination.Level)
		}
	}
}

// A name that exists at two levels is first looked up at the level of the part before it.
func TestAPartIsFoundAtTheLevelBeforeIt(t *testing.T) {
	for text, level := range map[string]string{
		"SO_DEBUG|MCAST_JOIN_GROUP":        "SOL_IP",
		"IPV6_V6ONLY|MCAST_JOIN_GROUP":     "SOL_IPV6",
		"IP_TOS|MCAST_JOIN_GROUP":          "SOL_IP",
		"SO_DEBUG|SOL_IPV6 MCAST_MSFILTER": "SOL_IPV6",
	} {
		if c, ok := Combined(text); !ok || c.Parts[1].Level != level {
			t.Errorf("%s: %v, %v, want %s", text, c, ok, level)
		}
	}
}

func TestWhatIsNoCombination(t *testing.T) {
	for _, text := range []string{
		"", "SO_REUSEADDR", "|", "SO_REUSEADDR|", "|SO_REUSEADDR", "SO_REUSEADDR||SO_REUSEPORT", "SO_REUSEADDR|NOTHING",
		"SOL_TCP SO_REUSEADDR|SO_REUSEPORT", "SOL_NOTHING SO_REUSEADDR|SO_REUSEPORT", "O_NONBLOCK|O_ASYNC", "SO_REUSEADDR|O_NONBLOCK",
		"SOL_SOCKET SO_DEBUG on|SO_REUSEADDR",
	} {
		if c, ok := Combined(text); ok {
			t.Errorf("%q is read as %v", text, c.Sentence())
		}
	}
}

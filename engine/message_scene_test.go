package engine

import (
	"golang.org/x/sys/unix"

	"netnet-tui/engine/step"
	"netnet-tui/sockets/control"
)

func parts(bodies ...string) part {
	return func(s *Step) {
		for _, body := range bodies {
			s.Texts = append(s.Texts, step.Text{Body: []byte(body)})
		}
	}
}

func sizes(n ...int) part { return func(s *Step) { s.Sizes = n } }

func room(n int) part { return func(s *Step) { s.Room = &n } }

func item(name, value string) part {
	return func(s *Step) { s.Items = append(s.Items, control.Item{Name: name, Value: value}) }
}

// messageScene makes the calls with vectors and control messages.
func messageScene() []line {
	return []line{
		{stepOf("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK)), "a, b = socketpair unix nonblock",
			"socketpair(AF_UNIX, SOCK_STREAM|SOCK_NONBLOCK, 0, [fd, fd]) = <a, b>", "0"},
		{stepOf("writev", sock("a"), parts("ab", "c")), `writev a "ab" "c"`, `writev(a, [{iov_base="ab", iov_len=2}, {iov_base="c", iov_len=1}], 2) = 3`, "3"},
		{stepOf("readv", sock("b"), sizes(1, 5), wantsText("abc")), `readv b 1 5 => "abc"`, `readv(b, [{iov_base="a", iov_len=1}, {iov_base="bc", iov_len=5}], 2) = 3`, `"abc"`},
		{stepOf("readv", sock("b"), sizes(5), wants("EAGAIN")), "readv b 5 => EAGAIN",
			"readv(b, [{iov_base=0x…, iov_len=5}], 1) = -1 EAGAIN (Resource temporarily unavailable)", "EAGAIN"},
		{stepOf("sendmsg", sock("a"), parts("x"), item("SCM_RIGHTS", "a")), `sendmsg a "x" with SCM_RIGHTS=a`,
			`sendmsg(a, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="x", iov_len=1}], msg_iovlen=1, msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[a]}], msg_controllen=24, msg_flags=0}, 0) = 1`, "1"},
		{stepOf("recvmsg", sock("b"), sizes(9), room(0)), "recvmsg b 9 control 0",
			`recvmsg(b, {msg_name=0x…, msg_namelen=112 => 0, msg_iov=[{iov_base="x", iov_len=9}], msg_iovlen=1, msg_controllen=0, msg_flags=MSG_CTRUNC}, 0) = 1`, `"x"`},
		{stepOf("recvmsg", sock("b"), sizes(9), flags(unix.MSG_DONTWAIT), wants("EAGAIN")), "recvmsg b 9 MSG_DONTWAIT => EAGAIN",
			"recvmsg(b, {msg_namelen=112}, MSG_DONTWAIT) = -1 EAGAIN (Resource temporarily unavailable)", "EAGAIN"},
		{stepOf("socket", named("u"), kind(unix.AF_INET, unix.SOCK_DGRAM), flags(unix.SOCK_NONBLOCK)), "u = socket udp nonblock",
			"socket(AF_INET, SOCK_DGRAM|SOCK_NONBLOCK, IPPROTO_IP) = <u>", "fd"},
		{stepOf("bind", sock("u"), addr("127.0.0.1:7000")), "bind u 127.0.0.1:7000", "bind(u, {AF_INET, 127.0.0.1:7000}, 16) = 0", "0"},
		{stepOf("sendmmsg", sock("u"), parts("p", "q"), addr("@u")), `sendmmsg u "p" "q" to @u`,
			`sendmmsg(u, [{msg_hdr={msg_name={AF_INET, 127.0.0.1:7000}, msg_namelen=16, msg_iov=[{iov_base="p", iov_len=1}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_len=1}, ` +
				`{msg_hdr={msg_name={AF_INET, 127.0.0.1:7000}, msg_namelen=16, msg_iov=[{iov_base="q", iov_len=1}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_len=1}], 2, 0) = 2`, "2"},
		{stepOf("recvmmsg", sock("u"), count(1), size(9)), "recvmmsg u 1 9",
			`recvmmsg(u, [{msg_hdr={msg_name={AF_INET, 127.0.0.1:7000}, msg_namelen=112 => 16, msg_iov=[{iov_base="p", iov_len=9}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_len=1}], 1, 0, NULL) = 1`, "1"},
		{stepOf("sendmsg", sock("u"), parts("r"), addr("@u"), item("IP_TTL", "999"), wants("EINVAL")), `sendmsg u "r" to @u with IP_TTL=999 => EINVAL`,
			`sendmsg(u, {msg_name={AF_INET, 127.0.0.1:7000}, msg_namelen=16, msg_iov=[{iov_base="r", iov_len=1}], msg_iovlen=1, msg_control=[{cmsg_len=20, cmsg_level=SOL_IP, cmsg_type=IP_TTL, cmsg_data=[999]}], msg_controllen=24, msg_flags=0}, 0) = -1 EINVAL (Invalid argument)`, "EINVAL"},
	}
}

package step

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// bench are the names that the lines of the tests can refer to. Process k has copies of them.
var (
	own   = []string{"s", "c", "a", "b", "e", "w", "s'", "s_1"}
	bench = append(slices.Clone(own), "k_s", "k_c", "k_a", "k_b", "k_e", "k_w", "k_s'", "k_s_1")
)

// forms are lines of every kind with their canonical lines; "" means the line itself.
var forms = []struct{ line, canonical string }{
	// names
	{"x = socket tcp", ""},
	{"x=socket tcp", "x = socket tcp"},
	{"x= socket tcp", "x = socket tcp"},
	{"  x   =   socket\ttcp  ", "x = socket tcp"},
	{"X_1 = socket tcp", ""},
	{"a, b = socketpair unix", ""},
	{"a,b=socketpair unix", "a, b = socketpair unix"},
	{"a , b =socketpair unix", "a, b = socketpair unix"},
	{"socket tcp", ""},
	{"socketpair unix", ""},
	{"close s'", ""},
	{"x = socket tcp # comment", "x = socket tcp"},
	{"x = socket tcp# é", "x = socket tcp"},

	// the event loop
	{"serve s echo", ""},
	{"serve s echo with epoll-et", ""},
	{"serve s echo pktinfo", ""},
	{"serve s echo spin 50us with poll pktinfo", "serve s echo pktinfo with poll spin 50us"},
	{"serve s discard with poll spin 50us", ""},
	{"serve s echo spin 1ms with busy", "serve s echo with busy spin 1ms"},
	{"gear run", ""},
	{"gear pause", ""},
	{"gear slow 5", ""},
	{"gear slow 0.5", ""},
	{"gear step", "gear step 1"},
	{"gear step 3", ""},
	{"gear iteration 1", ""},
	{"unserve s", ""},
	{"swarm 50 127.0.0.1:80", ""},
	{"swarm 50 @s echo for 2s", ""},
	{"swarm 50 @s for 2000ms", "swarm 50 @s for 2s"},
	{"swarm 50 udp:127.0.0.1:80 echo for 2s", ""},
	{"swarm 50 udp:unix:@a", ""},
	{"unswarm", ""},
	{"unswarm udp:[::1]:80", ""},
	{"unswarm @s", ""},
	{"unswarm 127.0.0.1:80", ""},
	{"recv s_17 100", ""},
	{"expect s.connections == 3", ""},

	// addresses of netlink, vsock and packet sockets
	{"bind s netlink:4711", ""},
	{"bind s netlink:0,0x11 => EADDRINUSE", ""},
	{"bind s AF_NETLINK,nl_pid=7,nl_groups=00000000", ""},
	{"connect s vsock:local:5000", ""},
	{`sendto s packet:lo,ip,sll_addr=00:01 "x"`, ""},
	{`bind s "AF_PACKET,sll_ifindex=1,sll_addr=[00, 0x1]"`, ""},
	{"getsockname s => vsock:any:80 | AF_VSOCK,svm_port=80", ""},
	{"expect s.local == netlink:7", ""},

	// messages
	{`sendmsg s "a"`, ""},
	{`sendmsg s "a" 3*"b" to 127.0.0.1:80 with IP_TTL=5 ip_tos=16 MSG_DONTWAIT`, `sendmsg s "a" 3*"b" to 127.0.0.1:80 with IP_TTL=5 IP_TOS=0x10 MSG_DONTWAIT`},
	{`sendmsg s "a" to @c.peer dontwait more`, `sendmsg s "a" to @c.peer MSG_DONTWAIT|MSG_MORE`},
	{`sendmsg s "" with SCM_RIGHTS=a,b SCM_CREDENTIALS=self,0,0x10`, `sendmsg s "" with SCM_RIGHTS=a,b SCM_CREDENTIALS=self,0,16`},
	{`sendmsg s "x" with IP_PKTINFO=127.0.0.2%lo IPV6_PKTINFO=0:0::1`, `sendmsg s "x" with IP_PKTINFO=127.0.0.2%lo IPV6_PKTINFO=::1`},
	{`sendmsg s "x" with UDP_SEGMENT=100 SCM_TXTIME=5 => EINVAL`, `sendmsg s "x" with UDP_SEGMENT=100 SO_TXTIME=5 => EINVAL`},
	{`sendmsg s "x" with 1/99=hex:0A SOL_IP/IP_TTL=hex:05 SOL_IP/2=5`, `sendmsg s "x" with 1/99=hex:0a 0/2=hex:05 IP_TTL=5`},
	{`recvmsg s 100`, ""},
	{`recvmsg s 10 64KiB control 0 peek => "x"`, `recvmsg s 10 64KiB control 0 MSG_PEEK => "x"`},
	{`x, y = recvmsg s 100`, ""},
	{`x = recvmsg s 0 control 20 MSG_ERRQUEUE => EAGAIN | ""`, ""},
	{`sendmmsg s "a" "b" to @c MSG_DONTWAIT => 2`, ""},
	{`recvmmsg s 5 100 waitforone => >=1`, `recvmmsg s 5 100 MSG_WAITFORONE => >=1`},
	{`writev s "a" "b" => 2`, ""},
	{`readv s 1 4k => "ab"`, `readv s 1 4KiB => "ab"`},
	{`spawn w x = recvmsg s 1`, `spawn w x = recvmsg s 1`},
	{"accept s addr", ""},
	{"accept s plain", ""},
	{"accept s addr plain", "accept s plain addr"},
	{"x = accept s addr nonblock", ""},
	{"x = accept s addr len -1 nonblock", ""},
	{"accept s addr plain len 4", "accept s plain addr len 4"},

	// wrong lengths
	{"bind s 127.0.0.1:80 len 4", ""},
	{"bind s unix:len LEN 03", "bind s unix:len len 3"},
	{"connect s [::1]:80 len -1 => EINVAL", ""},
	{`sendto s @c len 0 "x" dontwait`, `sendto s @c len 0 "x" MSG_DONTWAIT`},
	{`sendmsg s "x" to @c LEN 03 with IP_TTL=5 dontwait`, `sendmsg s "x" to @c len 3 with IP_TTL=5 MSG_DONTWAIT`},
	{`sendmmsg s "x" "y" to unix:len len -1 => EINVAL`, ""},
	{"setsockopt s SO_REUSEADDR on len 2 => EINVAL", ""},
	{"setsockopt s SO_DETACH_FILTER len 0", "setsockopt s SO_DETACH_FILTER 0 len 0"},
	{`setsockopt s TCP_CONGESTION "len" len 3`, "setsockopt s TCP_CONGESTION len len 3"},
	{"getsockopt s SO_COOKIE len 4 => EINVAL", ""},
	{"getsockopt s SOL_TCP 11 len 65536", "getsockopt s SOL_TCP 11 len 65536"},
	{"getsockname s len 3", ""},
	{"getpeername s len -2147483648", ""},
	{"expect s.msg.flags == MSG_CTRUNC|MSG_TRUNC", ""},
	{"expect s.msg.flags == none", ""},
	{"expect s.msg.from == @c", ""},
	{"expect s.msg.IP_TTL >= 64", ""},
	{"expect s.msg.IP_RECVERR == ECONNREFUSED,icmp,3,3,127.0.0.1", ""},
	{"expect s.msg.SCM_RIGHTS == a,b", ""},
	{"expect s.msg.1/99 == hex:00", ""},
	{"show s.msg.SO_TIMESTAMPNS", ""},

	// socket
	{"x = socket tcp6", ""},
	{"x = socket udp", ""},
	{"x = socket udp6", ""},
	{"x = socket unix", ""},
	{"x = socket unix-dgram", ""},
	{"x = socket unix-seqpacket", ""},
	{"x = socket mptcp", ""},
	{"x = socket TCP", "x = socket tcp"},
	{"x = SOCKET tcp", "x = socket tcp"},
	{"x = socket tcp nonblock", ""},
	{"x = socket tcp cloexec nonblock", "x = socket tcp nonblock cloexec"},
	{"x = socket tcp nonblock|cloexec", "x = socket tcp nonblock cloexec"},
	{"x = socket tcp SOCK_NONBLOCK|SOCK_CLOEXEC", "x = socket tcp nonblock cloexec"},
	{"x = socket tcp SOCK_CLOEXEC", "x = socket tcp cloexec"},
	{"x = socket tcp 2048", "x = socket tcp nonblock"},
	{"x = socket AF_INET SOCK_STREAM", "x = socket tcp"},
	{"x = socket inet stream", "x = socket tcp"},
	{"x = socket 2 1", "x = socket tcp"},
	{"x = socket 2 1 0", "x = socket tcp"},
	{"x = socket AF_INET SOCK_STREAM IPPROTO_TCP", ""},
	{"x = socket inet stream tcp", "x = socket AF_INET SOCK_STREAM IPPROTO_TCP"},
	{"x = socket AF_INET SOCK_STREAM 6 nonblock", "x = socket AF_INET SOCK_STREAM IPPROTO_TCP nonblock"},
	{"x = socket AF_INET SOCK_STREAM|SOCK_NONBLOCK IPPROTO_TCP", "x = socket AF_INET SOCK_STREAM IPPROTO_TCP nonblock"},
	{"x = socket AF_INET SOCK_STREAM|SOCK_NONBLOCK|SOCK_CLOEXEC", "x = socket tcp nonblock cloexec"},
	{"x = socket AF_INET SOCK_STREAM nonblock", "x = socket tcp nonblock"},
	{"x = socket AF_INET SOCK_STREAM IPPROTO_MPTCP", "x = socket mptcp"},
	{"x = socket AF_UNIX SOCK_SEQPACKET 0 nonblock", "x = socket unix-seqpacket nonblock"},
	{"x = socket unix stream", "x = socket unix"},
	{"x = socket unix SOCK_DGRAM", "x = socket unix-dgram"},
	{"x = socket AF_INET6 SOCK_RAW IPPROTO_ICMPV6", ""},
	{"x = socket 999 SOCK_STREAM", ""},
	{"x = socket AF_INET 77", ""},
	{"x = socket AF_NETLINK SOCK_RAW 99", ""},

	// socketpair, dup, close, shutdown
	{"a, b = socketpair unix-dgram nonblock cloexec", ""},
	{"a, b = socketpair unix-seqpacket", ""},
	{"a, b = socketpair AF_INET SOCK_STREAM", "a, b = socketpair tcp"}, // EOPNOTSUPP
	{"n = socket AF_NETLINK SOCK_RAW 6", "n = socket AF_NETLINK SOCK_RAW NETLINK_XFRM"},
	{"n = socket AF_NETLINK SOCK_DGRAM xfrm nonblock", "n = socket AF_NETLINK SOCK_DGRAM NETLINK_XFRM nonblock"},
	{"p = socket AF_PACKET SOCK_RAW htons(ETH_P_ALL)", ""},
	{"p = socket AF_PACKET SOCK_RAW 768", "p = socket AF_PACKET SOCK_RAW htons(ETH_P_ALL)"},
	{"p = socket AF_PACKET SOCK_RAW ETH_P_ALL", "p = socket AF_PACKET SOCK_RAW htons(0x300)"}, // C's mistake
	{"v = socket AF_VSOCK SOCK_STREAM 6", "v = socket AF_VSOCK SOCK_STREAM 6"},
	{"b = socket AF_BLUETOOTH SOCK_STREAM rfcomm", "b = socket AF_BLUETOOTH SOCK_STREAM BTPROTO_RFCOMM"},
	{"setsockopt s SO_RCVBUF 64K", "setsockopt s SO_RCVBUF 64KiB"},
	{"recv s 4k", "recv s 4KiB"},
	{`send s 1M*"x"`, `send s 1MiB*"x"`},
	{"getsockopt s SO_RCVBUF => 64K", ""},
	{"expect s.pending >= 4k", ""},
	{"d = dup s", ""},
	{"dup3 s c", ""},
	{"dup3 s c O_CLOEXEC", "dup3 s c cloexec"},

	// descriptors that are not sockets
	{`f = memfd "hello"`, ""},
	{`f = memfd 64KiB*"x"`, ""},
	{"r, w = pipe", ""},
	{"r, w = pipe O_NONBLOCK|O_CLOEXEC direct", "r, w = pipe nonblock direct cloexec"},
	{"t = eventfd", ""},
	{"t = eventfd 5 nonblock", ""},
	{"t = eventfd 0x10 EFD_SEMAPHORE", "t = eventfd 16 semaphore"},
	{"t = eventfd nonblock 0x2", ""},
	{"t = timerfd 200ms", ""},
	{"t = timerfd 0 nonblock", "t = timerfd 0s nonblock"},
	{"t = timerfd 1s every 50ms TFD_NONBLOCK", "t = timerfd 1s every 50ms nonblock"},
	{"sendfile s c 4k", "sendfile s c 4KiB"},
	{"splice s c 100 => EINVAL", ""},
	{"tee s c 100 => 5", ""},
	{"write s 5", ""},
	{"write s 0x10 => 8", "write s 16 => 8"},
	{"read s 8 => 12", ""},
	{"lseek s 0", "lseek s 0 set"},
	{"lseek s -3 SEEK_END => 2", "lseek s -3 end => 2"},
	{"close s", ""},
	{"shutdown s rd", ""},
	{"shutdown s wr", ""},
	{"shutdown s rdwr", ""},
	{"shutdown s SHUT_RD", "shutdown s rd"},
	{"shutdown s WR", "shutdown s wr"},
	{"shutdown s 2", "shutdown s rdwr"},
	{"shutdown s 9", ""},

	// addresses
	{"bind s 127.0.0.1:80", ""},
	{"bind s 127.0.0.1:0", ""},
	{"bind s [::1]:80", ""},
	{"bind s [::]:80", ""},
	{"bind s [fe80::1%lo]:80", ""},
	{"bind s [::ffff:127.0.0.1]:80", ""},
	{"bind s :80", ""},
	{"bind s *:80", ""},
	{"bind s unspec:127.0.0.1:0", ""},
	{"bind s localhost:65535", ""},
	{"bind s unix:/tmp/x.sock", ""},
	{"bind s unix:relative", ""},
	{"bind s unix:@name", ""},
	{`bind s "unix:/tmp/a b"`, ""},
	{`bind s unix:"/tmp/a b"`, `bind s "unix:/tmp/a b"`},
	{`bind s "unix:@a\0b"`, `bind s "unix:@a\x00b"`},
	{`bind s "127.0.0.1:1"`, "bind s 127.0.0.1:1"},
	{"bind s @s", ""},
	{"bind s @s.peer", ""},
	{"bind s @s'", ""},
	{"connect c @s", ""},
	{"connect c none", ""},

	// listen, accept, names
	{"listen s", ""},
	{"listen s 0", ""},
	{"listen s -1", ""},
	{"listen s 2147483647", ""},
	{"accept s", ""},
	{"x = accept s nonblock", ""},
	{"x = accept s SOCK_NONBLOCK|SOCK_CLOEXEC", "x = accept s nonblock cloexec"},
	{"accept s 7", "accept s 0x7"},
	{"getsockname s", ""},
	{"getpeername s => 127.0.0.1:80", ""},
	{"getsockname s => unix:@x", ""},
	{"getsockname s => @c.peer", ""},
	{"getsockname s => none", ""},

	// data
	{`send s "hi"`, ""},
	{`send s ""`, ""},
	{`send s "\n\r\t\0\"\\\x41\xfF"`, `send s "\n\r\t\x00\"\\A\xff"`},
	{`send s "é"`, `send s "\xc3\xa9"`},
	{`send s 64KiB*"x"`, ""},
	{`send s 65536*"x"`, `send s 64KiB*"x"`},
	{`send s 3*"ab"`, ""},
	{`send s 1*"x"`, ""},
	{`send s "hi" MSG_PEEK`, ""},
	{`send s "hi" peek`, `send s "hi" MSG_PEEK`},
	{`send s "hi" PEEK`, `send s "hi" MSG_PEEK`},
	{`send s "hi" peek dontwait`, `send s "hi" MSG_PEEK|MSG_DONTWAIT`},
	{`send s "hi" MSG_MORE|nosignal|0x40`, `send s "hi" MSG_DONTWAIT|MSG_NOSIGNAL|MSG_MORE`},
	{`send s "hi" 0x10000000`, ""},
	{`send s "hi"# comment`, `send s "hi"`},
	{`send s "a # b"`, ""},
	{"recv s 10", ""},
	{"recv s 10B", "recv s 10"},
	{"recv s 64KiB", ""},
	{"recv s 1024", "recv s 1KiB"},
	{"recv s 2MiB", ""},
	{"recv s 0", ""},
	{"recv s 10 oob", "recv s 10 MSG_OOB"},
	{"recv s 10 MSG_PEEK|MSG_TRUNC", ""},
	{`sendto s 127.0.0.1:9 "x"`, ""},
	{`sendto s @c "x" dontwait`, `sendto s @c "x" MSG_DONTWAIT`},
	{"recvfrom s 10", ""},
	{"recvfrom s 10 peek", "recvfrom s 10 MSG_PEEK"},
	{"read s 10", ""},
	{`write s "x"`, ""},

	// options
	{"setsockopt s SO_REUSEADDR on", ""},
	{"setsockopt s SO_REUSEADDR 1", "setsockopt s SO_REUSEADDR on"},
	{"setsockopt s SO_REUSEADDR|SO_REUSEPORT on", ""},
	{"setsockopt s SO_REUSEADDR | SO_REUSEPORT on", "setsockopt s SO_REUSEADDR|SO_REUSEPORT on"},
	{"setsockopt s SO_REUSEADDR |SO_REUSEPORT| SO_KEEPALIVE 1", "setsockopt s SO_REUSEADDR|SO_REUSEPORT|SO_KEEPALIVE on"},
	{"setsockopt s SOL_SOCKET SO_REUSEADDR|SO_REUSEPORT on", ""},
	{"setsockopt s TCP_NODELAY|TCP_CORK on", ""},
	{"getsockopt s SO_REUSEADDR|SO_REUSEPORT", ""},
	{"getsockopt s SO_REUSEADDR|SO_REUSEPORT => on | off", ""},
	{"setsockopt s SO_REUSEADDR OFF", "setsockopt s SO_REUSEADDR off"},
	{"setsockopt s SOL_SOCKET SO_REUSEADDR on", ""},
	{"setsockopt s IPPROTO_TCP TCP_NODELAY on", ""},
	{"setsockopt s SOL_TCP TCP_NODELAY on", ""},
	{"setsockopt s 6 TCP_NODELAY on", ""},
	{"setsockopt s 6 1 hex:01000000", "setsockopt s 6 1 on"},
	{"setsockopt s 0x6 0x1 1", "setsockopt s 0x6 1 on"},
	{"setsockopt s 999 1 hex:01000000", ""},
	{"setsockopt s 999 1 hex:0A0b", "setsockopt s 999 1 hex:0a0b"},
	{"setsockopt s 999 1 hex:", ""},
	{"setsockopt s 999 1 5", "setsockopt s 999 1 hex:05000000"},
	{"setsockopt s SOL_SOCKET 9999 -1", "setsockopt s SOL_SOCKET 9999 hex:ffffffff"},
	{"setsockopt s SO_REUSEADDR hex:01", ""},
	{"setsockopt s TCP_CONGESTION cubic", ""},
	{`setsockopt s TCP_CONGESTION "cubic"`, "setsockopt s TCP_CONGESTION cubic"},
	{"setsockopt s TCP_CONGESTION hex:637562696300", ""},
	{"setsockopt s TCP_INFO hex:00", ""},
	{"setsockopt s SO_LINGER on,0s", ""},
	{"setsockopt s SO_LINGER on,3", "setsockopt s SO_LINGER on,3s"},
	{"setsockopt s SO_LINGER off", ""},
	{"setsockopt s SO_RCVTIMEO 100ms", ""},
	{"setsockopt s SO_RCVTIMEO 10", "setsockopt s SO_RCVTIMEO 10s"},
	{"setsockopt s SO_RCVBUF 64KiB", ""},
	{"setsockopt s SO_RCVBUF 65536", "setsockopt s SO_RCVBUF 64KiB"},
	{"setsockopt s TCP_USER_TIMEOUT 2500", "setsockopt s TCP_USER_TIMEOUT 2500ms"},
	{"setsockopt s TCP_KEEPIDLE 10", "setsockopt s TCP_KEEPIDLE 10s"},
	{"setsockopt s SO_ATTACH_FILTER drop", ""},
	{"setsockopt s SO_DETACH_FILTER", "setsockopt s SO_DETACH_FILTER 0"},
	{"setsockopt s IP_ADD_MEMBERSHIP 239.1.1.1,127.0.0.1", ""},
	{"getsockopt s SO_RCVBUF", ""},
	{"getsockopt s SOL_SOCKET SO_RCVBUF", ""},
	{"getsockopt s SOL_SOCKET 26", ""},
	{"getsockopt s 999 1", ""},
	{"getsockopt s SO_ERROR => ECONNREFUSED | 0", ""},
	{"getsockopt s SO_LINGER => on,3s", ""},
	{"getsockopt s SO_RCVBUF => >=64KiB", ""},
	{"getsockopt s TCP_NODELAY => !=0", ""},
	{"getsockopt s SO_TYPE => SOCK_STREAM", ""},
	{`getsockopt s TCP_CONGESTION => "cubic" | bbr`, ""},
	{"getsockopt s SO_RCVTIMEO => 100ms", ""},
	{"getsockopt s 999 1 => hex:01000000", ""},
	{`getsockopt s SO_PEERCRED => ~"pid"`, ""},

	// fcntl, ioctl
	{"fcntl s O_NONBLOCK on", ""},
	{"fcntl s O_NONBLOCK 0 => 0", "fcntl s O_NONBLOCK off => 0"},
	{"fcntl s FD_CLOEXEC off", ""},
	{"fcntl s F_GETFL => O_NONBLOCK|O_RDWR", ""},
	{"fcntl s F_GETFL => rdwr|nonblock", ""},
	{"fcntl s F_GETFD => FD_CLOEXEC | 0", ""},
	{"ioctl s FIONREAD => 5", ""},
	{"ioctl s SIOCOUTQ", ""},
	{"ioctl s SIOCOUTQNSD", ""},
	{"ioctl s SIOCATMARK => 1", ""},
	{"ioctl s SIOCATMARK => on", ""},
	{"ioctl s FIONBIO on", ""},
	{"nonblock s", ""},
	{"pending s => >=1KiB", ""},

	// poll, select, epoll
	{"poll s:in", ""},
	{"poll s:i", "poll s:in"},
	{"poll s:io", "poll s:in,out"},
	{"poll s:out,in", "poll s:in,out"},
	{"poll s:in|pri|rdhup 20ms", "poll s:in,pri,rdhup 20ms"},
	{"poll s:POLLIN", "poll s:in"},
	{"poll s:in c:out a:r 1s", "poll s:in c:out a:rdhup 1s"},
	{"poll s:in forever", ""},
	{"poll s:in -1", "poll s:in forever"},
	{"poll s:in 0", "poll s:in 0s"},
	{"poll s:in => none", ""},
	{"poll s:in c:out => c:out s:in", ""},
	{"poll s:in c:out => s:in c:in,out | none | 0", ""},
	{"select s:in c:out 1s => s:in", ""},
	{"e = epoll", ""},
	{"e = epoll cloexec", ""},
	{"epoll_ctl e add s", "epoll_ctl e add s in"},
	{"epoll_ctl e ADD s in,et", "epoll_ctl e add s in et"},
	{"epoll_ctl e add s in|out|et oneshot", "epoll_ctl e add s in out et oneshot"},
	{"epoll_ctl e EPOLL_CTL_MOD s EPOLLIN|EPOLLEXCLUSIVE", "epoll_ctl e mod s in exclusive"},
	{"epoll_ctl e mod s 0", ""},
	{"epoll_ctl e del s", ""},
	{"epoll_ctl e del s => ENOENT", ""},
	{"epoll_wait e", ""},
	{"epoll_wait e 10", ""},
	{"epoll_wait e 1s", ""},
	{"epoll_wait e 10 200ms => s:in c:in,out,rdhup", ""},
	{"epoll_wait e -1", ""},
	{"epoll_wait e 1 forever", ""},

	// shorthands
	{"x = server 127.0.0.1:0", ""},
	{"x = server unix:@n 7", ""},
	{"x = server :80 => EADDRINUSE", ""},
	{"x = client @s", ""},
	{"x = client @s => ECONNREFUSED", ""},
	{"closedown s", ""},
	{"closedown s => ok", ""},
	{"roundtrip s", ""},
	{"roundtrip s 20 => <5ms", ""},

	// control
	{"sleep 200ms", ""},
	{"sleep 1500ms", ""},
	{"sleep 1.5s", "sleep 1500ms"},
	{"sleep 60s", "sleep 1m"},
	{"sleep 1us", ""},
	{"sleep 1µs", "sleep 1us"},
	{"sleep 0", "sleep 0s"},
	{"within 2s recv s 10", ""},
	{"WITHIN 2000ms recv s 10", "within 2s recv s 10"},
	{"within 2s x = accept s", ""},
	{"within 2s x=accept s", "within 2s x = accept s"},
	{"within 1s expect s.state == LISTEN", ""},
	{"within 1s join w => EINTR", ""},
	{"repeat 100 x = socket tcp", ""},
	{"x = repeat 100 socket tcp", "repeat 100 x = socket tcp"},
	{"REPEAT 3 a, b = socketpair unix", "repeat 3 a, b = socketpair unix"},
	{"repeat 3 recv s 1 => \"x\" | EAGAIN", ""},
	{"repeat 3 within 1s recv s 1", ""},
	{"within 1s repeat 3 recv s 1", ""},
	{"within 1s repeat 3 x = accept s", ""},
	{"within 1s x = repeat 3 accept s", "within 1s repeat 3 x = accept s"},
	{"repeat 2 within 1s expect s.state == LISTEN", ""},
	{"repeat 2 sleep 1ms", ""},
	{"repeat 2 show s", ""},
	{"repeat 2 closedown s", ""},
	{`until EAGAIN send c 64KiB*"x"`, ""},
	{"until EAGAIN | EPIPE x = accept s", ""},
	{"x = until EAGAIN accept s", "until EAGAIN x = accept s"},
	{"until eof within 1s recv s 100", ""},
	{"within 3s until eof recv s 100", ""},
	{`until "a = b" | ~"c" recv s 100`, ""},
	{"until s:in c:out poll s:in c:out", ""},
	{"until on,3s getsockopt s SO_LINGER", ""},
	{"until >=5 pending s", ""},
	{"until 127.0.0.1:80 getsockname s", ""},
	{"until ok x = client @s", ""},
	{"fork k", ""},
	{"fork k => >0", ""},
	{"exit k", ""},
	{"kill k", ""},
	{"kill k SIGKILL => 0", ""},
	{"kill k kill", "kill k SIGKILL"},
	{"at k recv s 10", ""},
	{"AT k recv s 10 => eof", "at k recv s 10 => eof"},
	{"at k x = accept s", ""},
	{"x = at k accept s", "at k x = accept s"},
	{"at k within 1s x = accept s", ""},
	{"within 1s at k x = accept s", "at k within 1s x = accept s"},
	{"repeat 3 at k x = accept s", "at k repeat 3 x = accept s"},
	{"at k until EAGAIN recv s 10", ""},
	{"at k expect s.state == LISTEN", ""},
	{"at k connect s @s.peer", ""},
	{"at k x = client @s", ""},
	{"at k poll s:in => s:in", ""},
	{"at k sleep 1ms", ""},
	{"spawn v at k recv s 100", ""},
	{"at k spawn v recv s 100", "spawn v at k recv s 100"},
	{"at k spawn v x = accept s", "spawn v at k x = accept s"},
	{"spawn v at k x = accept s", ""},
	{"spawn v recv s 100", ""},
	{"spawn v x = accept s", ""},
	{"SPAWN v x = accept s", "spawn v x = accept s"},
	{"x = spawn v accept s", "spawn v x = accept s"},
	{"within 1s spawn v x = accept s", ""},
	{"spawn v x, y = socketpair unix", ""},
	{`spawn v send s 16MiB*"x" MSG_NOSIGNAL`, ""},
	{"join w", ""},
	{`join w => "late" | eof | EINTR`, ""},
	{"interrupt w", ""},
	{"expect s.state == ESTABLISHED", ""},
	{"expect s.state==FIN_WAIT2", "expect s.state == FIN_WAIT2"},
	{"expect s.state == fin-wait-2", ""},
	{"expect s.fd > 2", ""},
	{"expect s.pending>=5", "expect s.pending >= 5"},
	{"expect s.pending >=5", "expect s.pending >= 5"},
	{"expect s.unsent < 64KiB", ""},
	{"expect s.notsent <= 0", ""},
	{"expect s.ready == out|in", ""},
	{"expect s.ready == none", ""},
	{"expect s.queue == 1", ""},
	{"expect s.backlog != 1", ""},
	{"expect s.nonblock == on", ""},
	{"expect s.cloexec == off", ""},
	{"expect s.timer == retransmit", ""},
	{"expect s.timer == on", ""},
	{"expect s.timer.left < 200ms", ""},
	{"expect s.timer.tries >= 2", ""},
	{"expect s.count == 5", ""},
	{"expect s.left > 5ms", ""},
	{"expect s.capacity == 64KiB", ""},
	{"expect s.interests == 2", ""},
	{"expect s.local == 127.0.0.1:80", ""},
	{"expect s.peer == @c", ""},
	{"expect s.peer == none", ""},
	{"expect s.TCP_NODELAY == on", ""},
	{"expect s.SO_RCVBUF >= 64KiB", ""},
	{"expect s.SO_LINGER == on,3s", ""},
	{"expect s.SO_ERROR == ECONNREFUSED", ""},
	{`expect s.SO_PEERCRED == "pid 1 uid 0"`, ""},
	{"expect s.info.rtt > 0", ""},
	{"expect mib.ListenOverflows >= 1", ""},
	{"expect mib.TcpExt.ListenOverflows == 0", ""},
	{"show s", ""},
	{"show s.SO_RCVBUF", ""},
	{"show s.info.data_segs_out", ""},
	{"show mib.ListenDrops", ""},
	{"sysctl net.ipv4.tcp_fin_timeout 2", ""},
	{`sysctl net.ipv4.ip_local_port_range "32768 33000"`, ""},
	{"sysctl net.ipv4.ip_local_port_range 32768 33000", `sysctl net.ipv4.ip_local_port_range "32768 33000"`},
	{"sysctl net.ipv4.tcp_fin_timeout", ""},
	{"sysctl net.ipv4.tcp_fin_timeout => 60 | >=10", ""},
	{"sysctl net.ipv4.ip_local_port_range => 32768 60999", ""},
	{`sysctl net.ipv4.tcp_congestion_control => cubic | "bbr" | ~"no"`, ""},
	{`sysctl net.x "=>"`, ""},
	{`sysctl net.x "|"`, ""},
	{`sysctl net.x "=>5"`, ""},
	{"p = attach 812:7", ""},
	{"attach 812:0", ""},
	{"p = attach 0812:07", "p = attach 812:7"},
	{"attach 812:7 => EPERM", ""},
	{"rlimit nofile 20", ""},
	{"rlimit nofile 20 => 0", ""},

	// outcomes
	{"close s => EBADF", ""},
	{"close s =>EBADF", "close s => EBADF"},
	{"close s => EBADF  |   ok", "close s => EBADF | ok"},
	{"close s => error", ""},
	{"close s => -1", ""},
	{"close s => 0", ""},
	{`send s "x" => >=1 | EAGAIN | EWOULDBLOCK`, ""},
	{`send s "x" => !=0`, ""},
	{`send s "x" => <64KiB`, ""},
	{`recv s 10 => "hello"`, ""},
	{`recv s 10 =>"hello"`, `recv s 10 => "hello"`},
	{`recv s 10 => ~"ell"`, ""},
	{`recv s 10 =>~"ell"`, `recv s 10 => ~"ell"`},
	{`recv s 10 => "a | b" | ~"=> c" | eof | 5 | ok`, ""},
	{`recv s 10 => ""`, ""},
	{"socket tcp => >=3", ""},
	{"socket tcp => EMFILE | ENFILE", ""},
}

func TestForms(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, form := range forms {
		want := form.canonical
		if want == "" {
			want = form.line
		}
		step, ok, err := ParseLine(form.line, bench)
		if err != nil || !ok {
			t.Errorf("%q: ok %v, %v", form.line, ok, err)
			continue
		}
		used[step.Verb] = true
		if got := step.String(); got != want {
			t.Errorf("%q prints %q, want %q", form.line, got, want)
		}
		again, ok, err := ParseLine(step.String(), bench)
		if err != nil || !ok || !reflect.DeepEqual(step, again) {
			t.Errorf("%q prints %q, which is read as another step: %+v, %v", form.line, step, again, err)
		}
	}
	for _, prefix := range Prefixes() {
		if !slices.ContainsFunc(forms, func(f struct{ line, canonical string }) bool { return strings.HasPrefix(f.line, prefix.Name) }) {
			t.Errorf("no form begins with %s", prefix.Name)
		}
	}
	for _, verb := range Verbs() {
		if !used[verb.Name] {
			t.Errorf("no form has the verb %s", verb.Name)
		}
	}
}

// TestSteps checks what the words of a line become, besides how they print.
func TestSteps(t *testing.T) {
	t.Parallel()
	step := func(line string) Step {
		t.Helper()
		s, ok, err := ParseLine(line, bench)
		if err != nil || !ok {
			t.Fatalf("%q: ok %v, %v", line, ok, err)
		}
		return s
	}
	if s := step("a,b = socketpair unix"); !reflect.DeepEqual(s.Names, []string{"a", "b"}) {
		t.Errorf("two names are %q", s.Names)
	}
	if s := step("x = spawn v accept s"); s.Names != nil || !reflect.DeepEqual(s.Spawned.Names, []string{"x"}) || s.Task != "v" {
		t.Errorf("a name in front of spawn: %+v, spawned %+v", s, s.Spawned)
	}
	if s := step(`send s 64KiB*"xy"`); len(s.Text.Bytes()) != 2*64<<10 || string(s.Text.Bytes()[:4]) != "xyxy" {
		t.Errorf("64KiB*\"xy\" has %d bytes", len(s.Text.Bytes()))
	}
	if s := step(`send s "\x00\xff"`); string(s.Text.Bytes()) != "\x00\xff" {
		t.Errorf("bytes are %q", s.Text.Bytes())
	}
	if s := step("listen s"); s.Count != nil {
		t.Errorf("a backlog left out is %d", *s.Count)
	}
	if s := step("poll s:in"); s.Timeout != nil {
		t.Errorf("a timeout left out is %v", *s.Timeout)
	}
	if s := step("epoll_wait e 1s"); s.Count != nil || s.Timeout == nil {
		t.Errorf("a duration is taken for a count: %+v", s)
	}
	if s := step(`recv s 1 => ~"a" | "b" | EAGAIN`); len(s.Want) != 3 || !s.Want[0].Contains || s.Want[1].Contains || !s.Want[1].Quoted || s.Want[2].Word != "EAGAIN" {
		t.Errorf("alternatives are %+v", s.Want)
	}
	if s := step("poll s:in|out => s:in|out"); len(s.Want) != 1 {
		t.Errorf("a|b without spaces is %d alternatives", len(s.Want))
	}
}

package c

import (
	_ "embed"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/export/program"
)

// headers are the headers, each with a pattern of the identifiers that need it.
var headers = []struct{ name, wanted string }{
	{"arpa/inet.h", `inet_pton|htons`}, {"ctype.h", `isspace`}, {"errno.h", `errno`}, {"fcntl.h", `fcntl|O_[A-Z]+|splice|FD?_[A-Z_]+`},
	{"linux/errqueue.h", `SO_EE_`}, {"linux/filter.h", `sock_filter`}, {"linux/if_ether.h", `ETH_P_\w+`}, {"linux/if_packet.h", `PACKET_\w+`}, {"linux/netlink.h", `NETLINK_\w+`},
	{"linux/sockios.h", `SIOC[A-Z]+`}, {"linux/tcp.h", `tcp_info|TCP_\w+`}, {"linux/udp.h", `UDP_\w+`}, {"net/if.h", `if_nametoindex`}, {"netinet/in.h", `IPPROTO_\w+|IP(V6)?_\w+|sockaddr_in6?|SOL_IPV?6?`},
	{"poll.h", `pollfd|POLL[A-Z]+`}, {"pthread.h", `pthread_\w+`}, {"signal.h", `signal`}, {"stddef.h", `offsetof`}, {"stdint.h", `u?int\d+_t`}, {"stdio.h", `fprintf|printf`},
	{"stdlib.h", `malloc|strtoll?|mkdtemp|atoll|strtoul`}, {"string.h", `str\w+|mem\w+`}, {"sys/epoll.h", `epoll_\w+|EPOLL\w+`}, {"sys/eventfd.h", `eventfd|EFD_\w+`},
	{"sys/ioctl.h", `ioctl|FIO[A-Z]+|SIOC[A-Z]+`}, {"sys/mman.h", `mmap|memfd_create|MFD_\w+`}, {"sys/resource.h", `setrlimit`}, {"sys/select.h", `fd_set`}, {"sys/sendfile.h", `sendfile`},
	{"sys/socket.h", `sockaddr\w*|AF_\w+|msghdr`}, {"sys/time.h", `timeval`}, {"sys/timerfd.h", `timerfd_\w+|TFD_\w+`}, {"sys/uio.h", `iovec`}, {"sys/un.h", `sockaddr_un`},
	{"sys/wait.h", `waitpid`}, {"time.h", `clock_gettime|timespec`}, {"unistd.h", `.*`},
}

// includes returns the headers that a program needs.
func includes(text string) []string {
	words := strings.Join(slices.Collect(maps.Keys(code.Identifiers(text))), " ")
	var list []string
	for i, wanted := range headerWords() {
		if wanted.MatchString(words) {
			list = append(list, headers[i].name)
		}
	}
	return list
}

// headerWords are the compiled patterns of headers, in the same order.
var headerWords = sync.OnceValue(func() []*regexp.Regexp {
	var list []*regexp.Regexp
	for _, h := range headers {
		list = append(list, regexp.MustCompile(`\b(?:`+h.wanted+`)\b`))
	}
	return list
})

// definitions defines constants that the headers of a machine may lack.
func definitions(p *program.Program, text string) string {
	var b strings.Builder
	for _, name := range code.Used(p.Constants, text) {
		if slices.Contains(lacks(), name) {
			fmt.Fprintf(&b, "#ifndef %s\n#define %s %d\n#endif\n", name, name, p.Constants[name])
		}
	}
	return b.String()
}

//go:embed lacks.txt
var lacksText string

// lacks returns the constants that headers from a few years ago lack: a program defines those that are missing.
var lacks = sync.OnceValue(func() []string { return strings.Fields(lacksText) })

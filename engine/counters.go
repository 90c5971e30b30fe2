package engine

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// counters reads the kernel's counters of this network namespace. The files stay
// open, so that they can be read when the process has no descriptor left.
type counters struct {
	files []int
	buf   []byte
}

// counted are the files with counters, each a line of names above a line of numbers.
var counted = []string{"/proc/self/net/snmp", "/proc/self/net/netstat"}

func openCounters() *counters {
	c := &counters{buf: make([]byte, 64<<10)}
	for _, path := range counted {
		if fd, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC, 0); err == nil {
			c.files = append(c.files, fd)
		}
	}
	return c
}

func (c *counters) close() {
	for _, fd := range c.files {
		_ = unix.Close(fd)
	}
}

// Counters maps a counter's name as nstat(8) prints it, TcpOutRsts or
// TcpExtListenOverflows, to its number.
type Counters map[string]int64

func (c *counters) read() Counters {
	now := make(Counters, 512)
	for _, fd := range c.files {
		text := c.buf[:0]
		for len(text) < cap(text) {
			n, err := unix.Pread(fd, text[len(text):cap(text)], int64(len(text)))
			if err != nil || n == 0 {
				break
			}
			text = text[:len(text)+n]
		}
		now.parse(string(text))
	}
	return now
}

func (now Counters) parse(text string) {
	lines := strings.Split(text, "\n")
	for i := 0; i+1 < len(lines); i += 2 {
		protocol, names, ok := strings.Cut(lines[i], ": ")
		_, numbers, _ := strings.Cut(lines[i+1], ": ")
		if !ok {
			continue
		}
		values := strings.Fields(numbers)
		for j, name := range strings.Fields(names) {
			if j < len(values) {
				n, _ := strconv.ParseInt(values[j], 10, 64)
				now[protocol+name] = n
			}
		}
	}
}

// since is every counter that differs from an earlier reading, and by how much,
// under the short names TCP's have. Gauges such as CurrEstab can go down.
func (now Counters) since(before Counters) map[string]int64 {
	moved := map[string]int64{}
	for name, n := range now {
		if n != before[name] {
			moved[strings.TrimPrefix(strings.TrimPrefix(name, "TcpExt"), "Tcp")] = n - before[name]
		}
	}
	return moved
}

// protocols are the prefixes a counter's short name is looked for under, in this order.
var protocols = []string{"", "TcpExt", "Tcp", "Udp", "IpExt", "Ip", "Icmp", "MPTcpExt", "UdpLite"}

// find gives the full name of a counter that is written with or without its
// protocol: ListenOverflows, TcpExtListenOverflows, TcpExt.ListenOverflows.
func (now Counters) find(name string) (string, bool) {
	for _, protocol := range protocols {
		full := protocol + strings.Replace(name, ".", "", 1)
		if _, ok := now[full]; ok {
			return full, true
		}
	}
	return "", false
}

// CounterNames are the counters of the running kernel, without their protocol
// where that makes no difference, for completion and suggestions.
func CounterNames() []string {
	c := openCounters()
	defer c.close()
	now := c.read()
	names := make([]string, 0, len(now))
	for full := range maps.Keys(now) {
		names = append(names, full)
		for _, protocol := range protocols[1:] {
			short, ok := strings.CutPrefix(full, protocol)
			if found, _ := now.find(short); ok && found == full {
				names = append(names, short)
				break
			}
		}
	}
	slices.Sort(names)
	return names
}

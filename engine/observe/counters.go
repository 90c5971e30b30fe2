package observe

import (
	"bytes"
	"iter"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// CounterFiles are the files from which the kernel's counters of this network namespace are read. Those needed for most
// readings stay open, so that they can be read even when the process has run out of descriptors.
type CounterFiles struct {
	files  []int
	beside func(func())
}

// counterPaths returns the files that stay open. In them, a line of names precedes each line of numbers
// (proc_pid_net(5)).
func counterPaths() []string { return []string{"/proc/self/net/snmp", "/proc/self/net/netstat"} }

// ipv6Path is the file with the IPv6 counters, one per line.
const ipv6Path = "/proc/self/net/snmp6"

// OpenCounters opens the files that exist. The IPv6 file is opened for each reading, by beside, which runs a function
// where a descriptor takes no number from a step.
func OpenCounters(beside func(func())) *CounterFiles {
	c := &CounterFiles{beside: beside}
	for _, path := range counterPaths() {
		if fd, err := open(path); err == nil {
			c.files = append(c.files, fd)
		}
	}
	return c
}

func open(path string) (fd int, err error) { return unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC, 0) }

// Close closes the files.
func (c *CounterFiles) Close() {
	for _, fd := range c.files {
		_ = unix.Close(fd)
	}
}

// Counters is one reading: the contents of the files. Most readings are only compared with the next one, which is
// cheap; names are looked up later.
type Counters [][]byte

// countersRoom is larger than any of the files.
const countersRoom = 16 << 10

// Read takes a reading of all files.
func (c *CounterFiles) Read() Counters { return c.ReadFor(true) }

// ReadFor takes a reading for a step. The IPv6 counters cost as much as all others, and only datagrams over IPv6 need
// them.
func (c *CounterFiles) ReadFor(ipv6 bool) Counters {
	var now Counters
	for _, fd := range c.files {
		now = append(now, contents(fd, make([]byte, 0, countersRoom)))
	}
	if ipv6 {
		now = append(now, c.ipv6())
	}
	return now
}

// Again takes a reading of the same files as an earlier reading.
func (c *CounterFiles) Again(before Counters) Counters {
	return c.ReadFor(len(before) > len(c.files))
}

// ipv6 returns the contents of the IPv6 file, or nothing if it does not exist.
func (c *CounterFiles) ipv6() (text []byte) {
	c.beside(func() {
		fd, err := open(ipv6Path)
		if err != nil {
			return
		}
		text = contents(fd, make([]byte, 0, countersRoom))
		_ = unix.Close(fd)
	})
	return text
}

// contents reads a file of /proc from its beginning into text, up to the capacity of text.
func contents(fd int, text []byte) []byte {
	for len(text) < cap(text) {
		n, err := unix.Pread(fd, text[len(text):cap(text)], int64(len(text)))
		if err != nil || n == 0 {
			break
		}
		text = text[:len(text)+n]
	}
	return text
}

// all yields every counter with its value, under its name in nstat(8): TcpOutRsts, TcpExtListenOverflows, Udp6NoPorts.
func (c Counters) all() iter.Seq2[string, int64] {
	return func(yield func(string, int64) bool) {
		for _, text := range c {
			if !bytes.Contains(text, []byte(": ")) {
				if !single(text, yield) {
					return
				}
				continue
			}
			for names, numbers := range pairs(text) {
				protocol, list, _ := bytes.Cut(names, []byte(": "))
				_, numbers, _ = bytes.Cut(numbers, []byte(": "))
				values := bytes.Fields(numbers)
				for i, name := range bytes.Fields(list) {
					if i < len(values) && !yield(string(protocol)+string(name), number64(values[i])) {
						return
					}
				}
			}
		}
	}
}

// single yields the counters of a file with one per line, and reports whether to continue.
func single(text []byte, yield func(string, int64) bool) bool {
	for line := range bytes.Lines(text) {
		if words := bytes.Fields(line); len(words) == 2 && !yield(string(words[0]), number64(words[1])) {
			return false
		}
	}
	return true
}

// pairs yields the lines of a file in pairs: names and numbers.
func pairs(text []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(names, numbers []byte) bool) {
		for len(text) > 0 {
			var names, numbers []byte
			names, text, _ = bytes.Cut(text, []byte("\n"))
			numbers, text, _ = bytes.Cut(text, []byte("\n"))
			if !yield(names, numbers) {
				return
			}
		}
	}
}

func number64(text []byte) int64 {
	n, _ := strconv.ParseInt(string(text), 10, 64)
	return n
}

// Since returns the counters that differ from an earlier reading, and by how much. TCP counters have short names.
// Gauges such as CurrEstab can go down.
func (c Counters) Since(before Counters) map[string]int64 {
	moved := map[string]int64{}
	for i, text := range c {
		if i >= len(before) || bytes.Equal(text, before[i]) {
			continue
		}
		old := map[string]int64{}
		for name, n := range before[i : i+1].all() {
			old[name] = n
		}
		for name, n := range c[i : i+1].all() {
			if n != old[name] {
				moved[strings.TrimPrefix(strings.TrimPrefix(name, "TcpExt"), "Tcp")] = n - old[name]
			}
		}
	}
	return moved
}

// protocols are the prefixes to try for a counter's short name, in this order.
var protocols = []string{"", "TcpExt", "Tcp", "Udp", "IpExt", "Ip", "Icmp", "MPTcpExt", "UdpLite"}

// Find returns the value of a counter, named with or without its protocol: ListenOverflows, TcpExtListenOverflows,
// TcpExt.ListenOverflows.
func (c Counters) Find(name string) (n int64, ok bool) {
	numbers := map[string]int64{}
	for full, n := range c.all() {
		numbers[full] = n
	}
	for _, protocol := range protocols {
		if n, ok := numbers[protocol+strings.Replace(name, ".", "", 1)]; ok {
			return n, true
		}
	}
	return 0, false
}

// CounterNames returns the counters of the running kernel, each with and without its protocol, for completion and
// suggestions.
func CounterNames() []string {
	c := OpenCounters(func(f func()) { f() })
	defer c.Close()
	var names []string
	for full := range c.Read().all() {
		names = append(names, full)
		for _, protocol := range protocols[1:] {
			if short, ok := strings.CutPrefix(full, protocol); ok {
				names = append(names, short)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

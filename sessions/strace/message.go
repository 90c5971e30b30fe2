package strace

import (
	"regexp"
	"strconv"
	"sync"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// message parses a struct msghdr: its destination, parts and flags. Its control messages stay text: if a call has no
// values, they are only in the text.
func (a arguments) message(v *engine.CallValues, answered bool) {
	v.Parts, v.Size = parts(a.at(1))
	v.Flags = a.constant(2, step.MessageFlags)
	if name := messageName().FindStringSubmatch(a.at(1)); name != nil {
		v.Addr = address(name[1])
	}
	if flags := messageFlags().FindStringSubmatch(a.at(1)); flags != nil && answered {
		v.MsgFlags, _ = step.MessageFlags.Parse(flags[1])
	}
}

// parts parses the sizes of a vector: [{iov_base="ab", iov_len=2}, …].
func parts(text string) (sizes []int64, total int64) {
	for _, m := range partLength().FindAllStringSubmatch(text, -1) {
		n, _ := strconv.ParseInt(m[1], 10, 64)
		sizes = append(sizes, n)
		total += n
	}
	return sizes, total
}

var (
	partLength   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`, iov_len=(\d+)\}`) })
	messageName  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\{msg_name=(\{[^}]*\}), `) })
	messageFlags = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`, msg_flags=([A-Z_|0-9a-fx]+)\}$`) })
)

package remote

import (
	"encoding/binary"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// families are sockets of every family and type that may be made here, with protocols that strace can name.
var families = []string{
	"tcp", "tcp6", "udp", "udp6", "unix", "unix-dgram", "unix-seqpacket", "mptcp", "AF_INET SOCK_RAW icmp", "AF_INET6 SOCK_RAW icmpv6",
	"AF_NETLINK SOCK_RAW 0", "AF_NETLINK SOCK_RAW 6", "AF_NETLINK SOCK_DGRAM 9", "AF_NETLINK SOCK_RAW 15 nonblock", "AF_NETLINK SOCK_RAW 16",
	"AF_PACKET SOCK_RAW 768", "AF_PACKET SOCK_DGRAM 8", "AF_PACKET SOCK_RAW htons(ETH_P_ARP)", "AF_PACKET SOCK_RAW 3", "AF_PACKET SOCK_DGRAM 0",
	"AF_VSOCK SOCK_STREAM 0", "AF_VSOCK SOCK_DGRAM 6", "AF_UNIX SOCK_RAW 1", "AF_INET SOCK_STREAM 132", "AF_INET SOCK_DGRAM 136", "AF_INET SOCK_RAW 255",
	"AF_INET SOCK_RAW 47", "AF_INET SOCK_DGRAM 1", "AF_BLUETOOTH SOCK_STREAM 3", "AF_CAN SOCK_RAW 1", "AF_SMC SOCK_STREAM 1", "AF_TIPC SOCK_RDM 0",
	"AF_ALG SOCK_SEQPACKET 0", "AF_KEY SOCK_RAW 2", "AF_XDP SOCK_RAW 0", "AF_RXRPC SOCK_DGRAM 2", "AF_UNSPEC SOCK_STREAM 6", "AF_INET SOCK_STREAM -1",
}

// asking are the sockets among these that are asked for all their options.
var asking = []string{"k0", "k3", "k5"}

// TestStraceOfTheCatalogue makes sockets of every family, sets and reads every option on them, and compares each
// printed argument with strace's.
func TestStraceOfTheCatalogue(t *testing.T) {
	seen, events := underStrace(t, func(tr *traced) {
		var sockets []step.Step
		for i, family := range families {
			s := line(fmt.Sprintf("k%d = socket %s", i, family))
			e := *tr.ask(request{Step: &s}).Event
			tr.events = append(tr.events, e)
			if e.Problem == "" && e.Errno() == "" {
				sockets = append(sockets, e.Step)
			}
		}
		asked := map[string]bool{}
		for _, s := range sockets {
			for _, o := range sockopts.All() {
				once := o.Level + " " + o.Name // on the first kind of socket that has it, and on the sockets in asking
				if o.AppliesTo(s.Domain, s.Type, s.Protocol) && (!asked[once] || slices.Contains(asking, s.Names[0])) {
					asked[once] = true
					tr.option(o, s.Names[0])
				}
			}
		}
	}, "--allow-net")
	compareEach(t, seen, events, 800)
}

// option sets an option to its present value, and to others, and reads it.
func (tr *traced) option(o *sockopts.Option, socket string) {
	tr.t.Helper()
	ref := &step.OptionRef{Level: o.Level, Name: o.Name}
	read := engine.Step{Verb: "getsockopt", Socket: socket, Option: ref}
	e := *tr.ask(request{Step: &read}).Event
	tr.events = append(tr.events, e)
	values := []string{e.Got, "1", "hex:01"}
	if o.Capability != "" || o.Reach == sockopts.ReachLeaves { // its effect is not wanted here
		values = []string{"hex:"}
	}
	for _, value := range slices.Compact(values) {
		if word, err := ref.ParseValue(value); err == nil {
			set := engine.Step{Verb: "setsockopt", Socket: socket, Option: ref, Value: &word}
			tr.events = append(tr.events, *tr.ask(request{Step: &set}).Event)
		}
	}
}

// compareEach looks for each call of the events among those that strace saw, and compares how both are printed.
func compareEach(t *testing.T, seen []seenCall, events []engine.Event, least int) {
	t.Helper()
	fds := map[string]string{}
	at, compared := 0, 0
	for _, e := range events {
		for _, c := range e.Calls {
			found := -1 // a read of the same option may come before the call: of equal ones, the first is taken
			for i := at; i < len(seen) && (found < 0 || len(seen[found].differences(c, fds)) > 0); i++ {
				if seen[i].about(c, fds) && (found < 0 || len(seen[i].differences(c, fds)) == 0) {
					found = i
				}
			}
			if found < 0 {
				t.Errorf("strace did not see, or not here:\n%s", c)
				continue
			}
			at = found + 1
			for _, difference := range seen[found].differences(c, fds) {
				t.Errorf("%s\n%s\nstrace: %s", difference, c, seen[found].line)
			}
			seen[found].enter(c, fds)
			compared++
		}
	}
	t.Log(compared, "calls were compared")
	if compared < least {
		t.Errorf("only %d calls were compared", compared)
	}
}

// about reports whether strace's call is the traced one, apart from how it is printed.
func (c seenCall) about(traced engine.Call, fds map[string]string) bool {
	if c.name != string(traced.Name) || !c.answers(traced) || len(c.args) == 0 {
		return false
	}
	switch traced.Name {
	case engine.SysSetsockopt, engine.SysGetsockopt:
		level, known := sockopts.LevelByName(c.args[1])
		if n, err := strconv.ParseInt(strings.Fields(c.args[1])[0], 0, 64); !known && err == nil {
			level = int(n)
		}
		return c.args[0] == fds[traced.Args[0]] && level == traced.Values.Level && numbered(c.args[2], level, traced.Values.Option)
	}
	return true
}

// numbered reports whether strace's name of an option has the given number.
func numbered(name string, level, number int) bool {
	if n, err := strconv.ParseInt(strings.Fields(name)[0], 0, 64); err == nil {
		return int(n) == number
	}
	o, ok := sockopts.FindAt(level, name)
	if !ok { // new headers name the old numbers like this
		o, ok = sockopts.FindAt(level, strings.TrimSuffix(name, "_OLD"))
	}
	if !ok {
		return true // a name that the catalogue lacks: the value will tell
	}
	return o.Number == number
}

// differences returns the arguments that are not printed alike.
func (c seenCall) differences(traced engine.Call, fds map[string]string) []string {
	if len(c.args) != len(traced.Args) {
		return []string{fmt.Sprintf("%d arguments, strace %d", len(traced.Args), len(c.args))}
	}
	var found []string
	for i, arg := range c.args {
		same := sameArg(traced.Args[i], arg, fds) || sameNumber(traced.Args[i], arg)
		if sets := traced.Name == engine.SysSetsockopt; sets || traced.Name == engine.SysGetsockopt {
			switch i {
			case 1:
				same = same || strings.Contains(arg, "SOL_??")
			case 2:
				same = sameOption(traced, arg)
			case 3:
				same = sameValue(traced, arg)
			case 4:
				same = traced.Args[i] == arg
			}
		}
		if !same {
			found = append(found, fmt.Sprintf("argument %d is %s, strace: %s", i+1, traced.Args[i], arg))
		}
	}
	return found
}

// unnamed matches how strace writes a number without a name: 0x3e7 /* SO_??? */.
var unnamed = regexp.MustCompile(`^(htons\()?(\w+) /\* \w+ \*/(\)?)$|^(htons\()?(\w+) /\* \w*\?\?\? \*/(\)?)$`)

// sameNumber compares numbers, which strace may write in hexadecimal, or as unsigned.
func sameNumber(traced, seen string) bool {
	if m := unnamed.FindStringSubmatch(seen); m != nil {
		seen = m[1] + m[2] + m[3] + m[4] + m[5] + m[6]
	}
	if traced == seen {
		return true
	}
	seen = strings.TrimSuffix(strings.TrimPrefix(seen, "htons("), ")")
	traced = strings.TrimSuffix(strings.TrimPrefix(traced, "htons("), ")")
	a, err1 := strconv.ParseInt(traced, 0, 64)
	b, err2 := strconv.ParseUint(seen, 0, 64)
	return err1 == nil && err2 == nil && int32(a) == int32(b)
}

// sameOption compares the names of an option. strace uses other names for a few of the numbers, and knows fewer.
func sameOption(traced engine.Call, seen string) bool {
	if n, err := strconv.Atoi(seen); traced.Args[2] == seen || strings.Contains(seen, "???") || err == nil && n == traced.Values.Option {
		return true
	}
	o, ok := sockopts.FindAt(traced.Values.Level, traced.Args[2])
	return ok && (slices.Contains(o.Aliases, seen) || seen == o.Name+"_OLD") && traced.Args[2] == nameIn(o, traced)
}

// nameIn returns the catalogue's name for an option in a call.
func nameIn(o *sockopts.Option, c engine.Call) string {
	if c.Name == engine.SysGetsockopt && o.Getter != "" {
		return o.Getter
	}
	return o.Name
}

// sameValue compares values: as printed if they are numbers, and byte by byte if strace prints bytes.
func sameValue(traced engine.Call, seen string) bool {
	printed, value := traced.Args[3], traced.Values.Value
	switch {
	case printed == "0x…":
		return strings.HasPrefix(seen, "0x")
	case len(value) == 0:
		return strings.HasPrefix(seen, "0x") || seen == "NULL" || seen == `""` || strings.HasPrefix(seen, "{") || seen == "[]" || strings.HasPrefix(seen, "[BPF")
	case strings.HasPrefix(printed, "[state="): // TCP_INFO may have changed in between
		return true
	case strings.HasPrefix(seen, `"`):
		text, err := unquoted(strings.TrimSuffix(seen, "..."))
		return err == nil && strings.HasPrefix(string(value), text) && (len(text) == len(value) || strings.HasSuffix(seen, "..."))
	case strings.HasPrefix(seen, "["):
		n, err := strconv.ParseInt(strings.Trim(seen, "[]"), 0, 64)
		if err != nil || len(value) < 4 {
			return true // names of flags
		}
		if int32(binary.NativeEndian.Uint32(value)) != int32(n) {
			return false
		}
		shown, err := strconv.ParseInt(strings.Trim(printed, "[]"), 10, 64)
		return err != nil || int32(shown) == int32(n) // a name, or a number with its unit
	}
	return true // a struct, field by field
}

// unquoted decodes a C string as strace prints it, with octal escapes.
func unquoted(text string) (string, error) {
	var b strings.Builder
	for i := 1; i < len(text)-1; i++ {
		if text[i] != '\\' {
			b.WriteByte(text[i])
			continue
		}
		i++
		digits := i
		for digits < len(text)-1 && digits < i+3 && text[digits] >= '0' && text[digits] <= '7' {
			digits++
		}
		if digits == i {
			b.WriteString(strings.NewReplacer("n", "\n", "t", "\t", "r", "\r", "f", "\f", "v", "\v").Replace(text[i : i+1]))
			continue
		}
		n, err := strconv.ParseUint(text[i:digits], 8, 8)
		if err != nil {
			return "", err
		}
		b.WriteByte(byte(n))
		i = digits - 1
	}
	return b.String(), nil
}

package strace

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// descriptor parses a descriptor in a trace: c, 8, or 8 <c>.
func descriptor(text string) engine.Descriptor {
	number, name, named := strings.Cut(text, "<")
	n, err := strconv.Atoi(strings.TrimSpace(number))
	switch {
	case named:
		return engine.Descriptor{Number: n, Name: strings.TrimSuffix(name, ">")}
	case err == nil:
		return engine.Descriptor{Number: n, Name: text}
	}
	return engine.Descriptor{Name: text}
}

// address parses an address in a trace: {AF_INET, 127.0.0.1:80}. NULL is the zero address.
func address(text string) engine.Addr {
	family, rest, ok := strings.Cut(strings.Trim(text, "{}"), ", ")
	if family == "AF_UNIX" && !ok {
		return engine.Addr{Family: engine.AFUnix}
	}
	if !ok {
		return engine.Addr{}
	}
	if family != "AF_UNIX" {
		if addr, err := engine.ParseAddr(rest); err == nil {
			return addr
		}
		addr, _ := engine.ParseAddr(family + "," + rest)
		return addr
	}
	name, err := strconv.Unquote(rest)
	if err != nil || name == "" {
		return engine.Addr{Family: engine.AFUnix}
	}
	addr, _ := engine.ParseAddr("unix:" + name)
	return addr
}

// bracketed parses what a call filled in: [5].
func bracketed(text string) int64 {
	n, _ := strconv.ParseInt(strings.Trim(text, "[]"), 10, 64)
	return n
}

// items returns the structures in a list: [{…}, {…}].
func items(list string) []string {
	list = strings.Trim(list, "[]()")
	if list == "" {
		return nil
	}
	return strings.Split(strings.Trim(list, "{}"), "}, {")
}

// field returns the value of a field of a structure: c for the fd of {fd=c, events=POLLIN}.
func field(structure, name string) string {
	_, rest, _ := strings.Cut(structure, name)
	value, _, _ := strings.Cut(rest, ", ")
	return strings.TrimSuffix(value, "}")
}

// pollfds parses what poll was asked and what it found.
func pollfds(asked, found string) []engine.Watched {
	var list []engine.Watched
	for _, item := range items(asked) {
		list = append(list, engine.Watched{FD: descriptor(field(item, "fd=")), Events: flagsIn(step.PollEvents, field(item, ", events="))})
	}
	for _, item := range items(found) {
		fd := descriptor(field(item, "fd="))
		if i := slices.IndexFunc(list, func(w engine.Watched) bool { return w.FD == fd && w.Ready == 0 }); i >= 0 {
			list[i].Ready = flagsIn(step.PollEvents, field(item, "revents="))
		}
	}
	return list
}

// sets parses the three sets of select, as requested and in its note.
func sets(args []string, note string) []engine.Watched {
	var list []engine.Watched
	at := func(name string) *engine.Watched {
		fd := descriptor(name)
		i := slices.IndexFunc(list, func(w engine.Watched) bool { return w.FD == fd })
		if i < 0 {
			i, list = len(list), append(list, engine.Watched{FD: fd})
		}
		return &list[i]
	}
	for i, set := range []struct {
		name string
		bit  int
	}{{"in [", engine.PollIn}, {"out [", engine.PollOut}, {"except [", engine.PollPri}} {
		if i+1 < len(args) {
			for _, name := range strings.Fields(strings.Trim(args[i+1], "[]")) {
				at(name).Events |= set.bit
			}
		}
		_, rest, _ := strings.Cut(note, set.name)
		names, _, _ := strings.Cut(rest, "]")
		for _, name := range strings.Fields(names) {
			at(name).Ready |= set.bit
		}
	}
	return list
}

// timespec parses a time in a structure: it_value={tv_sec=1, tv_nsec=0}.
func timespec(structure, name string) time.Duration {
	var seconds, nanos int64
	_, rest, _ := strings.Cut(structure, name)
	if _, err := fmt.Sscanf(rest, "{tv_sec=%d, tv_nsec=%d}", &seconds, &nanos); err != nil {
		return 0
	}
	return time.Duration(seconds)*time.Second + time.Duration(nanos)
}

// timeval parses the timeout of select: {tv_sec=1, tv_usec=500000}, or NULL.
func timeval(text string) time.Duration {
	var seconds, micros int64
	if _, err := fmt.Sscanf(text, "{tv_sec=%d, tv_usec=%d}", &seconds, &micros); err != nil {
		return -1
	}
	return time.Duration(seconds)*time.Second + time.Duration(micros)*time.Microsecond
}

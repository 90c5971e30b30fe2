package system

import (
	"net/netip"
	"slices"
	"strings"

	"netnet-tui/engine/status"
)

// Filter reports whether a row matches.
type Filter func(*Row) bool

// ParseFilter parses words that must all match: fields, such as state:close-wait, recvq:>0, peer:10.0.0.0/8 and
// pid:1234, and plain words, which are looked for in the protocol, the state, the addresses, the processes, the user
// and the container. A field without a value, as in stall:, matches rows that have the field. The word deaths matches
// rows that have ended.
func ParseFilter(text string) Filter {
	var all []Filter
	for _, word := range strings.Fields(strings.ToLower(text)) {
		if strings.TrimSuffix(word, ":") == wordDeaths {
			word = "ending:"
		}
		name, want, ok := strings.Cut(word, ":")
		if f, known := FieldOf(name); ok && known {
			all = append(all, f.filter(want))
		} else {
			all = append(all, anywhere(word))
		}
	}
	return func(r *Row) bool {
		for _, f := range all {
			if !f(r) {
				return false
			}
		}
		return true
	}
}

// wordDeaths is the word that matches rows that have ended.
const wordDeaths = "deaths"

// WantsEnded reports whether a filter is about how rows have ended.
func WantsEnded(text string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(text)), func(word string) bool {
		name, _, field := strings.Cut(word, ":")
		return name == wordDeaths || field && name == "ending"
	})
}

// anywhere looks for a word in the fields that identify a row.
func anywhere(word string) Filter {
	return func(r *Row) bool {
		for _, text := range []string{r.ProtocolName(), string(r.StateName()), r.LocalText(), r.PeerText(), r.User, r.Container, ownerText(r.Owners)} {
			if strings.Contains(strings.ToLower(text), word) {
				return true
			}
		}
		return false
	}
}

// filter returns a filter that compares a field with what is wanted.
func (f Field) filter(want string) Filter {
	if f.number != nil && f.words == nil {
		return f.compare(want)
	}
	switch f.Name {
	case "state":
		want = strings.ReplaceAll(want, "_", "-")
		return func(r *Row) bool { return strings.HasPrefix(strings.ToLower(string(r.StateName())), want) }
	case "local", "peer":
		if prefix, err := netip.ParsePrefix(want); err == nil {
			return f.within(prefix)
		}
	case "pid", "port":
		return func(r *Row) bool {
			return holds(f.words(r), func(text string) bool { return text != "" && (want == "" || text == want) })
		}
	case "stall":
		return func(r *Row) bool {
			return r.Stall != "" && (want == "" || strings.Contains(strings.ToLower(r.Stall.Meaning()+" "+r.Stall.Name()+" "+string(r.Stall)), want))
		}
	}
	words := f.words
	if words == nil {
		words = func(r *Row) []string { return []string{f.Text(r)} }
	}
	return func(r *Row) bool {
		return holds(words(r), func(text string) bool { return text != "" && strings.HasPrefix(strings.ToLower(text), want) })
	}
}

func holds(list []string, of func(string) bool) bool {
	for _, text := range list {
		if of(text) {
			return true
		}
	}
	return false
}

// within returns a filter for an address in a network, such as 10.0.0.0/8.
func (f Field) within(prefix netip.Prefix) Filter {
	return func(r *Row) bool {
		addr := r.Local
		if f.Name == "peer" {
			addr = r.Peer
		}
		return prefix.Contains(addr.IP.Addr().Unmap().WithZone(""))
	}
}

// compare returns a filter for a number: recvq:>0, rtt:>=10, retrans:0.
func (f Field) compare(want string) Filter {
	fits := status.Comparison(want)
	if fits == nil {
		return func(*Row) bool { return true }
	}
	return func(r *Row) bool {
		n, ok := f.number(r)
		return ok && fits(n)
	}
}

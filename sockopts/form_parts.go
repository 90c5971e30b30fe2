package sockopts

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// Part is one part of a value that is written as several.
type Part struct {
	Label    string // "group"
	Hint     string // "an IPv4 group, e.g. 239.1.1.1"
	Before   string // what precedes it in the text: ",", "pid="
	Optional bool   // it may be left out
	check    func(text string) (why string)
}

// Problem returns in one sentence why a text is not valid there, or "" if it is.
func (p Part) Problem(text string) string {
	if text == "" {
		if p.Optional {
			return ""
		}
		return fmt.Sprintf("the %s is missing; write %s", p.Label, p.Hint)
	}
	if why := p.check(text); why != "" {
		return fmt.Sprintf("%s: %v", p.Label, reject(text, why, p.Hint))
	}
	return ""
}

// Split splits a text into its parts. It returns false for a text that is written in another way, such as hex:….
func (f Form) Split(text string) ([]string, bool) {
	parts := make([]string, len(f.Parts))
	if text == f.Empty {
		return parts, true
	}
	for i, one := range f.Parts {
		rest, ok := strings.CutPrefix(text, one.Before)
		if !ok && !one.Optional {
			return nil, false
		}
		if !ok {
			continue
		}
		end := len(rest)
		for _, later := range f.Parts[i+1:] {
			if at := strings.Index(rest, later.Before); at >= 0 {
				end = min(end, at)
			}
		}
		parts[i], text = rest[:end], rest[end:]
		if one.Problem(parts[i]) != "" {
			return nil, false
		}
	}
	return parts, text == ""
}

// Join joins the parts to one text, the inverse of Split. Empty parts at the end are left out. If a part is bytes
// written as hex:…, they are the whole value.
func (f Form) Join(parts []string) string {
	last := -1
	for i, part := range parts {
		if strings.HasPrefix(part, "hex:") {
			return part
		}
		if part != "" {
			last = i
		}
	}
	if last < 0 {
		return f.Empty
	}
	text := ""
	for i, part := range parts[:last+1] {
		if part != "" || !f.Parts[i].Optional {
			text += f.Parts[i].Before + part
		}
	}
	return text
}

// Parts that several options share.
var (
	indexPart  = Part{Label: "interface index", Hint: "the index of an interface, e.g. 1", Before: ",", Optional: true, check: isIndex}
	localPart  = Part{Label: "interface", Hint: "an IPv4 address of the interface, e.g. 127.0.0.1", Before: ",", check: isIPv4}
	group4Part = Part{Label: "group", Hint: "an IPv4 group, e.g. 239.1.1.1", check: isIPv4}
)

// partsOf returns the parts of values that have several, nil for all others; empty is the text if all parts are empty.
func partsOf(codec Codec) (list []Part, empty string) {
	switch c := codec.(type) {
	case ipv4:
		return []Part{{Label: "address", Hint: c.Hint(), check: isIPv4}}, ""
	case group4:
		local, index := localPart, indexPart
		local.Optional, index.Before = true, "%"
		return []Part{group4Part, local, index}, ""
	case source4:
		return []Part{group4Part, localPart, {Label: "sender", Hint: "an IPv4 address, e.g. 127.0.0.2", Before: ",", check: isIPv4}}, ""
	case addr6Index:
		label, _, _ := strings.Cut(c.hint, ",")
		return []Part{{Label: strings.ToLower(label), Hint: "an IPv6 address, e.g. ff02::1", check: isIPv6}, indexPart}, ""
	case groupRequest:
		list = []Part{{Label: "group", Hint: "an IPv4 or IPv6 group, e.g. 239.1.1.1", check: isAddress}}
		if c.sender {
			list = append(list, Part{Label: "sender", Hint: "an address of the group's family, e.g. 127.0.0.2", Before: ",", check: isAddress})
		}
		return append(list, indexPart), ""
	case packetMember:
		return []Part{
			{Label: "interface index", Hint: "the index of an interface, e.g. 1", check: isIndex},
			{Label: "kind", Hint: strings.Join(packetMembers.choices(), ", "), Before: ",", check: isMembership},
			{Label: "link address", Hint: "where the kind takes one, e.g. 01:00:5e:00:00:01", Before: ",", Optional: true, check: isLinkAddress},
		}, ""
	case portRange:
		return []Part{
			{Label: "lowest port", Hint: "a port, 0 for the sysctl's", check: fits(16)},
			{Label: "highest port", Hint: "a port, 0 for the sysctl's", Before: "-", check: fits(16)},
		}, "off"
	case record:
		for _, w := range c.words {
			list = append(list, pairPart(list, w, isWord))
		}
	case layout:
		for _, p := range c.parts {
			if p.name != "" {
				named := pairPart(list, p.name, fits(8*p.size))
				named.Optional = !c.whole && len(list) > 0
				list = append(list, named)
			}
		}
	}
	return list, ""
}

// pairPart returns a part that is written as name=number after others.
func pairPart(others []Part, name string, check func(string) string) Part {
	before := name + "="
	if len(others) > 0 {
		before = " " + before
	}
	return Part{Label: name, Hint: "a whole number", Before: before, check: check}
}

func isIPv4(text string) string {
	if addr, err := netip.ParseAddr(text); err != nil || !addr.Is4() {
		return "is not an IPv4 address"
	}
	return ""
}

func isIPv6(text string) string {
	if addr, err := netip.ParseAddr(text); err != nil || !addr.Is6() || addr.Zone() != "" {
		return "is not an IPv6 address"
	}
	return ""
}

func isAddress(text string) string {
	if addr, err := netip.ParseAddr(text); err != nil || addr.Zone() != "" {
		return "is not an address without a port"
	}
	return ""
}

func isIndex(text string) string {
	if _, why := parse32(text, ""); why != "" {
		return "is not an interface index"
	}
	return ""
}

func isWord(text string) string {
	_, why := parse32(text, "")
	return why
}

func isMembership(text string) string {
	if _, ok := packetMembers.lookup(text); !ok {
		return "is not a kind of membership"
	}
	return ""
}

func isLinkAddress(text string) string {
	raw, ok := ParseHex("hex:" + strings.ReplaceAll(text, ":", ""))
	if !ok || len(raw) == 0 || len(raw) > 8 {
		return "is not a link address"
	}
	return ""
}

// fits returns a check for an unsigned number of a given number of bits.
func fits(bits int) func(string) string {
	return func(text string) string {
		if _, err := strconv.ParseUint(text, 10, bits); err != nil {
			return fmt.Sprintf("is not a number of %d bits", bits)
		}
		return ""
	}
}

package sockets

import (
	"encoding/binary"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sys/unix"
)

// written is a family whose addresses a script can write: as a trace prints them,
// AF_VSOCK,svm_cid=VMADDR_CID_LOCAL,svm_port=0x50,svm_flags=0, with optional fields and short names, or in brief form,
// vsock:local:80.
type written struct {
	family int
	brief  string   // prefix of the brief form
	cut    string   // separator of its parts
	parts  []string // the fields of these parts
	size   int      // of struct sockaddr after the family
	fields []writtenField
	form   string // for messages
}

// writtenField is a field of struct sockaddr: size bytes at an offset after the family.
type writtenField struct {
	name     string
	at, size int
	network  bool   // it is in network byte order
	names    *Names // its constants, if any
}

const (
	interfaceField = "sll_ifindex"
	hardwareField  = "sll_addr"
	lengthField    = "sll_halen"
)

var (
	vsockPorts = &Names{Prefix: "VMADDR_PORT_", List: []Name{{"VMADDR_PORT_ANY", unix.VMADDR_PORT_ANY}}}

	writtenFamilies = []*written{
		{ // struct sockaddr_nl, linux/netlink.h
			family: unix.AF_NETLINK, brief: "netlink:", cut: ",", parts: []string{"nl_pid", "nl_groups"}, size: unix.SizeofSockaddrNetlink - 2,
			fields: []writtenField{{name: "nl_pid", at: 2, size: 4}, {name: "nl_groups", at: 6, size: 4}},
			form:   "netlink:PID or netlink:PID,GROUPS, such as netlink:0",
		},
		{ // struct sockaddr_vm, linux/vm_sockets.h
			family: unix.AF_VSOCK, brief: "vsock:", cut: ":", parts: []string{"svm_cid", "svm_port"}, size: unix.SizeofSockaddrVM - 2,
			fields: []writtenField{
				{name: "svm_cid", at: 6, size: 4, names: contextIDs}, {name: "svm_port", at: 2, size: 4, names: vsockPorts},
				{name: "svm_flags", at: 10, size: 1, names: vsockFlags},
			},
			form: "vsock:CID:PORT, such as vsock:local:5000",
		},
		{ // struct sockaddr_ll, linux/if_packet.h
			family: unix.AF_PACKET, brief: "packet:", cut: ",", parts: []string{interfaceField, "sll_protocol"}, size: unix.SizeofSockaddrLinklayer - 2,
			fields: []writtenField{
				{name: "sll_protocol", at: 0, size: 2, network: true, names: packetProtocols}, {name: interfaceField, at: 2, size: 4},
				{name: "sll_hatype", at: 6, size: 2, names: hardwareTypes}, {name: "sll_pkttype", at: 8, size: 1, names: packetTypes},
				{name: lengthField, at: 9, size: 1},
			},
			form: "packet:INTERFACE or packet:INTERFACE,PROTOCOL, such as packet:lo,ip",
		},
	}
)

// writtenAs returns the family of a written address; nil for IP, Unix and none.
func writtenAs(text string) (family *written, brief bool) {
	for _, w := range writtenFamilies {
		if strings.HasPrefix(text, w.brief) {
			return w, true
		}
		if name := Domains.Format(w.family); text == name || strings.HasPrefix(text, name+",") {
			return w, false
		}
	}
	return nil, false
}

// fieldWords splits an address into its fields: a field that is a list contains commas itself.
var fieldWords = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:\[[^\]]*\]|[^,\[])*`) })

// split splits a written address into fields with their names.
func (w *written) split(text string, brief bool) []string {
	if !brief {
		return fieldWords().FindAllString(text, -1)[1:]
	}
	text = strings.TrimPrefix(text, w.brief)
	fields := fieldWords().FindAllString(text, -1)
	if w.cut != "," {
		fields = strings.SplitN(text, w.cut, len(w.parts))
	}
	for i := range fields {
		if i < len(w.parts) && !strings.Contains(fields[i], "=") {
			fields[i] = w.parts[i] + "=" + fields[i]
		}
	}
	return fields
}

// read reads an address of the family.
func (w *written) read(text string, brief bool) (Addr, error) {
	fields := w.split(text, brief)
	if brief && w.family == unix.AF_VSOCK && len(fields) < len(w.parts) {
		return Addr{}, fmt.Errorf("%q is not an address: write %s", text, w.form)
	}
	a := Addr{Family: w.family}
	body := make([]byte, w.size)
	for _, field := range fields {
		name, value, _ := strings.Cut(strings.TrimSpace(field), "=")
		var err error
		switch {
		case name == hardwareField && w.family == unix.AF_PACKET:
			err = hardwareAddress(body, value)
		case name == interfaceField && w.family == unix.AF_PACKET:
			a.Name, err = w.set(body, name, value)
		default:
			_, err = w.set(body, name, value)
		}
		if err != nil {
			return Addr{}, fmt.Errorf("%w in %q: write %s", err, text, w.form)
		}
	}
	a.Body = string(body)
	return a, nil
}

// set writes a field. It returns the name of an interface, because only the network that the address is for knows its
// index.
func (w *written) set(body []byte, name, value string) (device string, err error) {
	at := slices.IndexFunc(w.fields, func(f writtenField) bool { return f.name == name })
	if at < 0 {
		return "", fmt.Errorf("%q is not a field of %s", name, Domains.Format(w.family))
	}
	f := w.fields[at]
	number, err := f.parse(value)
	if err != nil && name == interfaceField {
		if device, err = deviceOf(value); err != nil || device == "" {
			return "", err
		}
		number = 0
	}
	if err != nil {
		return "", err
	}
	switch into := body[f.at:]; {
	case f.size == 1:
		into[0] = byte(number)
	case f.network:
		binary.BigEndian.PutUint16(into, uint16(number))
	case f.size == 2:
		binary.NativeEndian.PutUint16(into, uint16(number))
	default:
		binary.NativeEndian.PutUint32(into, uint32(number))
	}
	return device, nil
}

// deviceOf parses an interface as written in a script and by strace(1): lo, if_nametoindex("lo"); * is none.
func deviceOf(value string) (string, error) {
	if inner, ok := strings.CutPrefix(value, `if_nametoindex("`); ok {
		value = strings.TrimSuffix(inner, `")`)
	}
	switch {
	case value == "*":
		return "", nil
	case value == "" || !interfaceName().MatchString(value):
		return "", fmt.Errorf("%q is not an interface", value)
	}
	return value, nil
}

// parse parses a number, or a constant with or without its prefix.
func (f writtenField) parse(value string) (uint64, error) {
	value, _, _ = strings.Cut(value, " /*")
	if inner, ok := strings.CutPrefix(value, "htons("); ok && f.network {
		value = strings.TrimSuffix(inner, ")")
	}
	if f.names != nil {
		for _, name := range f.names.List {
			if value == name.Text || strings.EqualFold(value, strings.TrimPrefix(name.Text, f.names.Prefix)) {
				return uint64(name.Value), nil
			}
		}
	}
	number, err := strconv.ParseUint(value, 0, 8*f.size)
	if err != nil {
		return 0, fmt.Errorf("%q is not a %s", value, f.name)
	}
	return number, nil
}

// hardwareAddress parses a link-layer address, [00, 0x1, 0xff] or 00:01:ff, into sll_addr and sll_halen.
func hardwareAddress(body []byte, value string) error {
	const length, bytes = 9, 10
	list := strings.FieldsFunc(strings.Trim(value, "[]"), func(r rune) bool { return r == ',' || r == ' ' || r == ':' })
	if len(list) > len(body)-bytes {
		return fmt.Errorf("%q has more than the %d bytes of %s", value, len(body)-bytes, hardwareField)
	}
	for i, text := range list {
		n, err := strconv.ParseUint(strings.TrimPrefix(text, "0x"), 16, 8)
		if err != nil {
			return fmt.Errorf("%q is not a byte of %s", text, hardwareField)
		}
		body[bytes+i] = byte(n)
	}
	body[length] = byte(len(list))
	return nil
}

// resolveDevice sets the index of the interface that a packet address names.
func (a Addr) resolveDevice() (Addr, error) {
	if a.Name == "" {
		return a, nil
	}
	index, ok := InterfaceIndex(a.Name)
	if !ok {
		return Addr{}, fmt.Errorf("there is no interface %s: this network has %s", a.Name, strings.Join(Interfaces(), ", "))
	}
	body := []byte(a.Body)
	binary.NativeEndian.PutUint32(body[2:], index)
	return Addr{Family: a.Family, Body: string(body)}, nil
}

// Matches reports whether got is the address that a script wrote as a. In the address of a packet socket, fields that
// were left out match anything, except the interface: the kernel fills them in.
func (a Addr) Matches(got Addr) bool {
	if a.Family != unix.AF_PACKET || got.Family != a.Family || len(a.Body) < 10 || len(got.Body) < 10 {
		return a == got
	}
	const index, hardware, kind, length = 2, 6, 8, 9
	same := func(from, to int) bool {
		part := a.Body[from:to]
		return strings.Trim(part, "\x00") == "" || part == got.Body[from:to]
	}
	n := int(a.Body[length])
	end := min(length+1+n, len(a.Body))
	return a.Body[index:hardware] == got.Body[index:hardware] && same(0, index) && same(hardware, kind) && same(kind, length) &&
		(n == 0 || strings.HasPrefix(got.Body[length:], a.Body[length:end]))
}

package sockets

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// Form is how an argument or an answer of a request is written.
type Form struct {
	Hint      string                            // what may be written
	Size      int                               // in bytes
	Names     *Names                            // names of its numbers
	Words     []string                          // other words worth offering
	Numeric   bool                              // a number
	Bytes     bool                              // of bytes, which a script may write with a unit
	Canonical func(text string) (string, error) // parses what a script writes into its canonical form

	encode func(text string, self int) ([]byte, error) // from the canonical form
	decode func(raw []byte) string
	trace  func(raw []byte) string // as strace prints it; nil if strace prints a pointer
}

// Encode encodes a text in canonical form. self is the number of this process.
func (f *Form) Encode(text string, self int) ([]byte, error) { return f.encode(text, self) }

// Decode returns bytes as a script writes them.
func (f *Form) Decode(raw []byte) string {
	if len(raw) < f.Size {
		return "hex:" + fmt.Sprintf("%x", raw)
	}
	return f.decode(raw)
}

// Number decodes a number of 2, 4 or 8 bytes.
func (f *Form) Number(raw []byte) int64 {
	order := binary.NativeEndian
	switch {
	case len(raw) < f.Size:
		return 0
	case f.Size == 2:
		return int64(order.Uint16(raw))
	case f.Size == 8:
		return int64(order.Uint64(raw))
	}
	return int64(intOf(raw))
}

// self stands for the number of this process.
const self = "self"

// The forms.
var (
	onOff          = numeric("on or off", parseSwitch)
	whole          = numeric("a number", parseWhole)
	size           = sized()
	signal         = naming("a signal such as SIGIO or SIGRT_4, or 0", Signals, traceSignal)
	process        = processForm()
	owner          = ownerForm()
	size64         = &Form{Hint: "a number", Size: 8, Numeric: true, decode: decodeLength}
	microtime      = &Form{Hint: "seconds.microseconds", Size: 16, decode: decodeTime(6)}
	nanotime       = &Form{Hint: "seconds.nanoseconds", Size: 16, decode: decodeTime(9)}
	device         = &Form{Hint: "an interface such as lo", Size: nameSize, Canonical: parseDevice, encode: encodeDevice, decode: Interface, trace: traceDevice}
	interfaceFlags = &Form{Hint: "flags", Size: 2, Names: InterfaceFlags, decode: decodeFlags(InterfaceFlags), trace: decodeFlags(InterfaceFlags)}
	address        = &Form{Hint: "an address", Size: unix.SizeofSockaddrInet4, decode: decodeAddress, trace: traceAddress}
	addresses      = &Form{Hint: "interfaces with their addresses", decode: decodeList, trace: traceList}
	driverQuestion = driverForm()
	driverAnswer   = &Form{Hint: "a number", Size: driverSize, decode: decodeDriver}
	hardwareStamps = &Form{Hint: "flags,tx_type,rx_filter", Size: 12, decode: decodeStamps}
)

// numeric returns the form of a C int.
func numeric(hint string, parse func(string) (int64, error)) *Form {
	f := &Form{Hint: hint, Size: 4, Numeric: true}
	f.Canonical = func(text string) (string, error) {
		n, err := parse(text)
		return strconv.FormatInt(n, 10), err
	}
	f.encode = func(text string, _ int) ([]byte, error) {
		n, err := parse(text)
		return intBytes(int(n)), err
	}
	f.decode = func(raw []byte) string { return strconv.FormatInt(f.Number(raw), 10) }
	f.trace = f.decode
	return f
}

func parseSwitch(text string) (int64, error) {
	switch text {
	case "on", "1":
		return 1, nil
	case "off", "0":
		return 0, nil
	}
	return 0, fmt.Errorf("%q is neither on nor off", text)
}

func parseWhole(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 0, 64)
	if err != nil || n < math.MinInt32 || n > math.MaxUint32 {
		return 0, fmt.Errorf("%q is not a number that fits in 32 bits", text)
	}
	return int64(int32(n)), nil
}

func sized() *Form {
	f := numeric("a size such as 64KiB", parseWhole)
	f.Bytes, f.Words = true, []string{"4KiB", "64KiB", "1MiB"}
	return f
}

// naming returns the form of a C int with named values.
func naming(hint string, names *Names, trace func([]byte) string) *Form {
	f := numeric(hint, func(text string) (int64, error) {
		n, err := names.Parse(text)
		return int64(n), err
	})
	canonical := f.Canonical
	f.Canonical = func(text string) (string, error) {
		if _, err := canonical(text); err != nil {
			return "", err
		}
		n, err := names.Parse(text)
		return names.Format(n), err
	}
	f.Names, f.Numeric, f.trace = names, false, trace
	f.decode = decodeFlags(names)
	return f
}

// flagsOf returns the form of flags joined with |.
func flagsOf(names *Names) *Form {
	first := names.List[0].Text
	return naming("flags such as "+first, names, func(raw []byte) string { return traceFlags(names, intOf(raw)) })
}

// traceFlags prints flags as strace does, which includes the access mode and has a few other names.
func traceFlags(names *Names, value int) string {
	text := names.Format(value)
	switch {
	case names == StatusFlags:
		if value&unix.O_ACCMODE == unix.O_RDONLY {
			text = strings.TrimSuffix("O_RDONLY|"+text, "|0")
		}
		return strings.Replace(text, "O_ASYNC", "FASYNC", 1)
	case names == Seals && strings.HasPrefix(text, "0x"):
		return text + " /* F_SEAL_??? */"
	}
	return text
}

func decodeFlags(names *Names) func([]byte) string {
	return func(raw []byte) string {
		f := Form{Size: min(len(raw), 4)}
		return names.Format(int(f.Number(raw)))
	}
}

// traceSignal prints a signal as strace(1) does: SIGUSR1, SIGRT_4, or 0 for the usual one.
func traceSignal(raw []byte) string { return Signals.Format(intOf(raw)) }

// processForm returns the form of a process by number; a negative one is a process group.
func processForm() *Form {
	f := numeric("self, 0 for nobody, a process, or a negative number for a group", parseWhole)
	f.Words = []string{self, "0"}
	canonical, encode := f.Canonical, f.encode
	f.Canonical = func(text string) (string, error) {
		if strings.EqualFold(text, self) {
			return self, nil
		}
		return canonical(text)
	}
	f.encode = func(text string, pid int) ([]byte, error) {
		if text == self {
			return intBytes(pid), nil
		}
		return encode(text, pid)
	}
	return f
}

// owners are the kinds of struct f_owner_ex, fcntl(2), by their names in scripts.
var owners = []string{ownerThread: "thread", ownerProcess: "process", ownerGroup: "group"}

// ownerNames are their names in C.
var ownerNames = &Names{What: "owner of signals", Prefix: "F_OWNER_", List: []Name{
	{"F_OWNER_TID", ownerThread}, {"F_OWNER_PID", ownerProcess}, {"F_OWNER_PGRP", ownerGroup},
}}

// ownerForm returns the form of struct f_owner_ex: process,self.
func ownerForm() *Form {
	read := func(text string) (kind int, pid string, err error) {
		word, pid, ok := strings.Cut(text, ",")
		if !ok {
			return 0, "", fmt.Errorf("%q is not an owner of signals: write process,self", text)
		}
		if kind = slices.Index(owners, strings.ToLower(word)); kind < 0 {
			kind, err = ownerNames.Parse(word)
		}
		if err == nil {
			pid, err = process.Canonical(pid)
		}
		return kind, pid, err
	}
	return &Form{
		Hint: "thread, process or group, and which: process,self", Size: 8, Words: []string{"process,self", "thread,self"},
		Canonical: func(text string) (string, error) {
			kind, pid, err := read(text)
			return ownerWord(kind) + "," + pid, err
		},
		encode: func(text string, self int) ([]byte, error) {
			kind, pid, err := read(text)
			if err != nil {
				return nil, err
			}
			raw, err := process.encode(pid, self)
			return append(intBytes(kind), raw...), err
		},
		decode: func(raw []byte) string {
			return ownerWord(intOf(raw)) + "," + whole.decode(raw[4:])
		},
		trace: func(raw []byte) string {
			return fmt.Sprintf("{type=%s, pid=%s}", ownerNames.Constant(int(binary.NativeEndian.Uint32(raw))), whole.decode(raw[4:]))
		},
	}
}

// Owner decodes struct f_owner_ex: thread, process or group, and its ID.
func Owner(raw []byte) (kind string, id int) {
	if len(raw) < owner.Size {
		return "", 0
	}
	return ownerWord(intOf(raw)), intOf(raw[4:])
}

func ownerWord(kind int) string {
	if kind >= 0 && kind < len(owners) {
		return owners[kind]
	}
	return strconv.Itoa(kind)
}

func decodeLength(raw []byte) string {
	return strconv.FormatUint(binary.NativeEndian.Uint64(raw), 10)
}

// decodeTime prints struct timeval or struct timespec with the given number of digits.
func decodeTime(digits int) func([]byte) string {
	return func(raw []byte) string {
		order := binary.NativeEndian
		return fmt.Sprintf("%d.%0*d", int64(order.Uint64(raw)), digits, int64(order.Uint64(raw[8:])))
	}
}

func parseDevice(text string) (string, error) {
	if text == "" || len(text) >= nameSize || strings.ContainsRune(text, 0) {
		return "", fmt.Errorf("%q is not the name of an interface: it has 1 to %d bytes", text, nameSize-1)
	}
	return text, nil
}

func encodeDevice(text string, _ int) ([]byte, error) {
	text, err := parseDevice(text)
	return append([]byte(text), make([]byte, max(0, nameSize-len(text)))...), err
}

func traceDevice(raw []byte) string { return "ifr_name=" + Quote([]byte(Interface(raw))) }

func decodeAddress(raw []byte) string { return DecodeAddr(raw).IP.Addr().String() }

func traceAddress(raw []byte) string { return brief(DecodeAddr(raw[:unix.SizeofSockaddrInet4])) }

// decodeList prints the interfaces of SIOCGIFCONF: lo=127.0.0.1,eth0=192.0.2.2.
func decodeList(raw []byte) string {
	var list []string
	for one := range slices.Chunk(raw, ifreqSize) {
		list = append(list, Interface(one)+"="+decodeAddress(one[nameSize:nameSize+unix.SizeofSockaddrInet4]))
	}
	return strings.Join(list, ",")
}

func traceList(raw []byte) string {
	var list []string
	for one := range slices.Chunk(raw, ifreqSize) {
		list = append(list, "{"+traceDevice(one)+", ifr_addr="+traceAddress(one[nameSize:])+"}")
	}
	return "[" + strings.Join(list, ", ") + "]"
}

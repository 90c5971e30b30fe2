package sockets

import (
	"encoding/binary"
	"slices"

	"golang.org/x/sys/unix"
)

// Request is something that fcntl(2) or ioctl(2) can do to a descriptor: a row of [Requests].
type Request struct {
	Name   string // as in C
	Number int
	Call   Syscall // fcntl or ioctl
	Shape  Shape
	Takes  *Form // the argument in a script; nil for none
	Gives  *Form // the answer; nil for 0
	Risk   Risk
	About  string // what it does, in a few words

	Flag   *FlagCommands // for a single flag: the commands that get and set all flags
	Field  string        // of struct ifreq, after the name of the interface
	also   []string      // other names of the same number
	shown  string        // strace's name for it, if different
	opaque bool          // strace prints a pointer
}

// FlagCommands are the fcntl(2) commands for flags.
type FlagCommands struct{ Get, Set int }

// Shape is how the argument of a request is passed.
type Shape int

// The shapes.
const (
	ByNothing   Shape = iota // no argument: F_GETFL, FIOCLEX
	ByUnread                 // a pointer that the kernel does not follow: SIOCGSKNS
	ByNumber                 // the number itself: F_SETSIG
	ByPointer                // a pointer to the bytes: FIONREAD
	ByInterface              // struct ifreq of netdevice(7) with the name of an interface: the answer follows the name
	ByIndex                  // the same with the index of an interface: the name is the answer
	ByList                   // struct ifconf: the length of a list, and then the list
	ByDriver                 // struct ifreq that points to what follows the name
)

// Risk is what a request could affect outside a session.
type Risk int

// The risks.
const (
	RiskNone   Risk = iota // it reads, or changes only the descriptor
	RiskOwner              // it sets who gets signals
	RiskSignal             // it chooses the signal
	RiskMemory             // it uses kernel memory
	RiskCopy               // it makes a second descriptor
	RiskOpen               // it opens a descriptor of something else
	RiskPath               // it opens a path only as a reference (O_PATH, open(2)), without reading or writing
)

// The structures of netdevice(7).
const (
	nameSize  = unix.IFNAMSIZ
	ifreqSize = 40 // struct ifreq on 64-bit machines
	mostIfreq = 64 // the capacity of SIOCGIFCONF
)

// FindRequest finds a request of a call by name, or by another name of the same number.
func FindRequest(call Syscall, name string) (*Request, bool) {
	return requestThat(func(r *Request) bool { return r.Call == call && (r.Name == name || slices.Contains(r.also, name)) })
}

// RequestOf finds a request by number. Single flags of fcntl have no number of their own.
func RequestOf(call Syscall, number int) (*Request, bool) {
	return requestThat(func(r *Request) bool { return r.Call == call && uint32(r.Number) == uint32(number) && r.Flag == nil })
}

func requestThat(is func(*Request) bool) (*Request, bool) {
	list := Requests()
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i], true
	}
	return nil, false
}

// RequestNames returns the names of the requests of a call.
func RequestNames(call Syscall) []string {
	var names []string
	for _, r := range Requests() {
		if r.Call == call {
			names = append(names, r.Name)
		}
	}
	return names
}

// Makes reports whether the request makes a descriptor that stays open.
func (r *Request) Makes() bool { return r.Risk == RiskCopy }

// Keeps reports whether the descriptor stays open if a step names it.
func (r *Request) Keeps() bool { return r.Makes() || r.Risk == RiskPath }

// Opens reports whether the result is a descriptor.
func (r *Request) Opens() bool { return r.Keeps() || r.Risk == RiskOpen }

// Switch reports whether the request turns something on and off.
func (r *Request) Switch() bool { return r.Takes == onOff }

// Memory returns what the kernel reads and fills in: the argument in the form that the request expects. For a request
// whose argument is a number, it is that number. self is the number of this process.
func (r *Request) Memory(text string, self int) ([]byte, error) {
	var given []byte
	if r.Takes != nil {
		var err error
		if given, err = r.Takes.Encode(text, self); err != nil {
			return nil, err
		}
	}
	memory := make([]byte, r.Room())
	switch r.Shape {
	case ByIndex:
		copy(memory[nameSize:], given)
	case ByList:
		binary.NativeEndian.PutUint32(memory, mostIfreq*ifreqSize)
	case ByNothing, ByUnread:
	case ByNumber, ByPointer, ByInterface, ByDriver:
		copy(memory, given)
	}
	return memory, nil
}

// Room returns how many bytes the kernel may read or fill in.
func (r *Request) Room() int {
	switch r.Shape {
	case ByNothing:
		return 0
	case ByUnread:
		return unreadSize
	case ByInterface, ByIndex:
		return ifreqSize
	case ByList:
		return lengthSize + mostIfreq*ifreqSize
	case ByDriver:
		return nameSize + r.Gives.Size
	case ByNumber, ByPointer:
	}
	if r.Takes != nil {
		return r.Takes.Size
	}
	return r.Gives.Size
}

// unreadSize is more than the kernel reads or fills in if the number is a different request in another family: struct
// tipc_sioc_ln_req of linux/tipc.h has 68 bytes.
const unreadSize = 128

// lengthSize is the size of the length before a list.
const lengthSize = 4

// Answer returns the bytes of the answer: those that were filled in, or the call's result.
func (r *Request) Answer(result int, memory []byte) []byte {
	switch r.Shape {
	case ByPointer:
		return memory
	case ByInterface:
		return memory[nameSize : nameSize+r.Gives.Size]
	case ByIndex:
		return memory[:nameSize]
	case ByDriver:
		return memory[nameSize:]
	case ByList:
		size := intOf(memory)
		return memory[lengthSize : lengthSize+max(0, min(size, len(memory)-lengthSize))]
	case ByNothing, ByUnread, ByNumber:
	}
	return intBytes(result)
}

// intBytes encodes a C int.
func intBytes(value int) []byte { return binary.NativeEndian.AppendUint32(nil, uint32(value)) }

// intOf decodes a C int.
func intOf(raw []byte) int { return int(int32(binary.NativeEndian.Uint32(raw))) }

// Interface returns the name of the interface at the beginning of struct ifreq.
func Interface(memory []byte) string {
	return unix.ByteSliceToString(memory[:min(len(memory), nameSize)])
}

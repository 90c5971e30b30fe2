package sockopts

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// program is a classic BPF program: the instructions (struct sock_filter), not
// the struct sock_fprog that points to them.
type program struct{}

// drop returns the single instruction "return 0": keep no byte of any packet.
func drop() []byte {
	raw := binary.NativeEndian.AppendUint16(nil, unix.BPF_RET|unix.BPF_K)
	return append(raw, make([]byte, unix.SizeofSockFilter-len(raw))...)
}

func (c program) Parse(text string) ([]byte, error) {
	if text != "drop" {
		return nil, reject(text, "is not a filter", c.Hint())
	}
	return drop(), nil
}

func (c program) Format(raw []byte) string {
	if string(raw) == string(drop()) {
		return "drop"
	}
	return hexText(raw)
}

func (c program) Hint() string { return "drop, or hex:… with 8 bytes for each instruction" }

// size is enough for the longest program. The kernel counts both lengths in instructions, so the caller has to convert
// them to bytes.
func (c program) size() int { return unix.BPF_MAXINSNS * unix.SizeofSockFilter }

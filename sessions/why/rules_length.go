package why

import (
	"slices"

	"netnet-tui/engine"
)

// rulesOfLengths are the rules about wrong lengths.
func rulesOfLengths() []rule {
	set, get := []engine.Syscall{engine.SysSetsockopt}, []engine.Syscall{engine.SysGetsockopt}
	gives := []engine.Syscall{engine.SysBind, engine.SysConnect, engine.SysSendto, engine.SysSendmmsg}
	names := []engine.Syscall{engine.SysGetsockname, engine.SysGetpeername, engine.SysAccept4}
	invalid, done := []string{"EINVAL"}, []string{""}
	return []rule{
		{"negative-length", slices.Concat(set, get, gives, names), invalid, negativeLength},
		{"address-too-long", gives, invalid, addressTooLong},
		{"address-too-short", gives, invalid, addressTooShort},
		{"address-cut", slices.Concat(gives, names), append(done, "ENOENT", "ECONNREFUSED", "EADDRINUSE"), addressCut},
		{"option-buffer-too-short", get, invalid, bufferTooShort},
		{"option-value-cut", get, done, valueCut},
	}
}

package status

import (
	"slices"
	"testing"

	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// Package sockopts prints TCP_INFO's state from its own table, which must have the same words.
func TestStatesAreTheWordsOfInfo(t *testing.T) {
	for number := unix.BPF_TCP_ESTABLISHED; number <= unix.BPF_TCP_NEW_SYN_RECV; number++ {
		raw := make([]byte, 232)
		raw[0] = byte(number)
		printed, ok := sockopts.DecodeInfo(raw).Field("state")
		if state := StateOf(number); !ok || printed.String() != string(state) || !slices.Contains(States(), state) {
			t.Errorf("state %d is %q, and TCP_INFO prints %q", number, state, printed)
		}
	}
	for _, number := range []int{-1, 0, 99} {
		if got := StateOf(number); got != "" {
			t.Errorf("state %d is called %q", number, got)
		}
	}
}

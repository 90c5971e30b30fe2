package sysctl

import (
	"errors"
	"testing"
)

// TestOwn has settings of a network, of the machine, and what is none.
func TestOwn(t *testing.T) {
	for key, shared := range map[string]bool{
		"net.ipv4.tcp_fin_timeout": false, "kernel.hostname": true,
	} {
		err := Own(key)
		if got := errors.As(err, new(*Shared)); got != shared || (err == nil) == shared {
			t.Errorf("%s: %v", key, err)
		}
	}
	if err := Own("net.nothing"); err == nil || errors.As(err, new(*Shared)) {
		t.Errorf("a setting that there is not: %v", err)
	}
}

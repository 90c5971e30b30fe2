package sysctl

import (
	"errors"
	"testing"
)

// TestOwn covers settings of a network and of the machine, and one that does not exist.
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
		t.Errorf("a setting that does not exist: %v", err)
	}
}

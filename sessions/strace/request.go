package strace

import (
	"strconv"
	"strings"

	"netnet-tui/engine"
)

// flags parses the flags that fcntl was given or returned. What a pointer points to stays text.
func (a arguments) flags(v *engine.CallValues, c *engine.Call) {
	r, ok := engine.FindRequest(engine.SysFcntl, a.at(1))
	if !ok {
		return
	}
	v.Op = r.Number
	if r.Takes == nil {
		v.Flags = int(max(c.Ret, 0))
		return
	}
	if text, err := r.Takes.Canonical(a.at(2)); err == nil && !strings.HasPrefix(a.at(2), "{") {
		raw, _ := r.Takes.Encode(text, 0)
		v.Flags = int(r.Takes.Number(raw))
	}
}

// request parses the request of ioctl, and the number that it was given or returned.
func (a arguments) request(v *engine.CallValues) {
	if r, ok := engine.FindRequest(engine.SysIoctl, a.at(1)); ok {
		v.Op = r.Number
	}
	if n, err := strconv.ParseInt(strings.Trim(a.at(2), "[]"), 10, 64); err == nil && strings.HasPrefix(a.at(2), "[") {
		v.Number = n
	}
}

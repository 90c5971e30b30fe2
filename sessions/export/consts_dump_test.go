package export_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

func TestDumpConstants(t *testing.T) {
	out := os.Getenv("CONSTS")
	if out == "" {
		t.Skip("no CONSTS")
	}
	var b strings.Builder
	for _, f := range []*step.Constants{step.Domains, step.Types, step.SocketFlags, step.MessageFlags, step.Hows, step.PollEvents, step.EpollEvents, step.EpollOps,
		engine.PipeFlags, engine.EventfdFlags, engine.TimerfdFlags, engine.Whences, engine.EpollFlags, step.ProtocolsOf(2), step.ProtocolsOf(10), step.ProtocolsOf(16), step.ProtocolsOf(17)} {
		for _, n := range f.List {
			fmt.Fprintln(&b, n.Text, n.Value)
		}
	}
	for _, o := range sockopts.All() {
		fmt.Fprintln(&b, o.Name, o.Number)
	}
	for _, l := range sockopts.LevelNames() {
		n, _ := sockopts.LevelByName(l)
		fmt.Fprintln(&b, l, n)
	}
	for _, r := range engine.Requests() {
		fmt.Fprintln(&b, r.Name, r.Number)
	}
	os.WriteFile(out, []byte(b.String()), 0o644)
}

package command

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"netnet-tui/sessions/output"
)

// said is what a command line prints.
func said(t *testing.T, args ...string) string {
	t.Helper()
	var text bytes.Buffer
	out := output.New(t.Context(), &text)
	status := Execute(context.Background(), args, Streams{Out: out, Err: out}, func() {})
	return fmt.Sprint(status, text.String())
}

// A command is the same whether it is made alone or together with all others.
func TestACommandAloneIsTheSame(t *testing.T) {
	for _, m := range (&program{}).makers() {
		alone, among := said(t, m.name, "--help"), said(t, "--help", m.name)
		if alone != among || len(alone) < 100 {
			t.Errorf("%s --help prints\n%s\nand --help %s prints\n%s", m.name, alone, m.name, among)
		}
		if made := m.make(); made.Name() != m.name {
			t.Errorf("%s makes the command %s", m.name, made.Name())
		}
	}
}

// Only what can be about one command is taken for that.
func TestWhichCommandsAreMade(t *testing.T) {
	for line, want := range map[string]int{
		"": 0, "--lab": 0, "--lab --allow-net": 0, "run x": 1, "run --help": 1, "options check": 1, "version": 1,
		"--help": 8, "-h": 8, "--lab --help": 8, "--lab run x": 8, "help run": 8, "man": 8, "rnu": 8, "completion bash": 8, "__complete ": 8,
	} {
		made, all := (&program{}).commands(strings.Fields(line))
		if len(made) != want || all != (want == 8) {
			t.Errorf("%q makes %d commands, all: %v", line, len(made), all)
		}
	}
}

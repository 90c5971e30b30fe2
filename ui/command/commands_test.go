package command

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// A command is the same whether it is made alone or together with all others.
func TestACommandAloneIsTheSame(t *testing.T) {
	p := &program{}
	found := func(name string, made []*cobra.Command) string {
		root := p.root()
		root.AddCommand(made...)
		c, _, err := root.Find([]string{name})
		if err != nil || c.Name() != name {
			t.Fatalf("%s finds the command %s, %v", name, c.Name(), err)
		}
		return c.UsageString()
	}
	for _, m := range p.makers() {
		one, _ := p.commands([]string{m.name})
		every, _ := p.commands([]string{"--help"})
		if alone, among := found(m.name, one), found(m.name, every); alone != among || len(one) != 1 {
			t.Errorf("%s alone is\n%s\nand among %d\n%s", m.name, alone, len(every), among)
		}
	}
}

// Only a command line that begins with a command is about that one alone.
func TestWhichCommandsAreMade(t *testing.T) {
	every := len((&program{}).makers())
	for line, want := range map[string]int{
		"": 0, "--lab": 0, "--lab --allow-net": 0, "run x": 1, "run --help": 1, "options check": 1, "version": 1,
		"--help": every, "--help=true": every, "-h": every, "--lab --help": every, "--lab run x": every, "help run": every, "man": every,
		"rnu": every, "completion bash": every, "__complete ": every,
	} {
		made, all := (&program{}).commands(strings.Fields(line))
		if len(made) != want || all != (want == every) {
			t.Errorf("%q makes %d commands, all: %v", line, len(made), all)
		}
	}
}

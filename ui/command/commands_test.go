package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// A command is the same whether it is made alone or with all others.
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

// Only a command line that begins with a command needs just that one.
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

// What is optional begins with a space in a usage line: the help writes "A[:B]" as "A [:B]".
func TestUsageLines(t *testing.T) {
	every, _ := (&program{}).commands([]string{"--help"})
	for len(every) > 0 {
		c := every[0]
		every = append(every[1:], c.Commands()...)
		for _, word := range strings.Fields(c.Use) {
			if strings.LastIndex(word, "[") > 0 && word[0] != '[' {
				t.Errorf("%s: usage: %s", c.Name(), c.Use)
			}
		}
	}
}

// The error for an invalid address says what is wrong with it.
func TestReachable(t *testing.T) {
	for address, want := range map[string]string{
		"localhost:80": "", "127.0.0.1:80": "", "[::1]:80": "", "unix:/run/x": "", "unix:@x": "",
		"127.0.0.1:70000": "is not a port", "127.0.0.1": "has no port", "[::1]": "has no port", "::1": "has no port", "localhost": "has no port",
		"example.com:80": "no other name is looked up", "/run/x": "as unix:/run/x", "unix:x": "is not an address outside a session", "none": "is not an address",
	} {
		switch err := reachable(address); {
		case err == nil && want != "", err != nil && (want == "" || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %q", address, err, want)
		}
	}
}

// The error for a wrong argument or flag says what is wrong, and what may be meant.
func TestWrongArgumentsAndFlags(t *testing.T) {
	p := &program{}
	for _, c := range []struct {
		made *cobra.Command
		arg  string
		want string
	}{
		{p.lesson(), "lst", `lesson has no command "lst" (did you mean list?)`},
		{p.sessions(), "zzzzzz", `sessions has no command "zzzzzz": it has copy, `},
		{p.race(), "x", `"x" is one argument too many: race takes only flags`},
		{p.options(), "--jsn", "there is no flag --jsn (did you mean --json?)"},
		{p.options(), "--zzzzzz", "there is no flag --zzzzzz"},
		{p.attach(), "-1", "there is no flag -1"},
		{p.race(), "--json=x", `--json: "x" is not true or false`},
		{p.export(), "-z", "there is no flag -z"},
		{p.watch(), "--for=x", `--for: "x" is not a time, such as 50us or 2s`},
	} {
		err := c.made.ParseFlags([]string{c.arg})
		if err != nil {
			err = flagError(c.made, err)
		} else {
			err = c.made.Args(c.made, []string{c.arg})
		}
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s %s: %v, want %q", c.made.Name(), c.arg, err, c.want)
		}
	}
}

func TestNotALine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.netnet")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for arg, want := range map[string]string{file + ":abc": file, file + ":0": file, file + ":": file, file: "", file + "x:1": "", "no.netnet:abc": ""} {
		if got, _ := notALine(arg); got != want {
			t.Errorf("%s: %q, want %q", arg, got, want)
		}
	}
}

package command

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/ask"
	"netnet-tui/sessions/lesson"
	"netnet-tui/sessions/script"
	"netnet-tui/sessions/trial"
)

// whyUsage is the error for wrong arguments of why.
const whyUsage = "why needs a question: netnet-tui why demo.netnet:12, why port 8080, or why connect 127.0.0.1:9"

func (p *program) why() *cobra.Command {
	s := session{bounds: engine.Bounds{Time: longestRun}}
	var host, lines, try bool
	c := &cobra.Command{
		Use:   "why [FILE[:LINE]]",
		Short: "Say why the kernel answers as it does: in a script, about a port, or about an address",
		Long: `Runs a script, whatever fails in it, and says for each step, or for one, why the kernel
answered so: the claim, how certain it is, the evidence and where it was seen, what to do, and
lines to try. A recording is explained from what it holds, without a call; with --lab or
--host its steps are run again. With --try it makes the lines in a copy of the script or
recording, which is run in a lab up to the line, and then the line itself again. With "port"
or "connect" it asks the kernel about a port or an address.

Exit status: 0 it is explained, and with --try its lines were tried; 1 there are no lines to
try, or they can't be tried; 2 a file can't be read, or has no such line; 3 something that a
script needs is not available here.

` + namesToo,
		Example: `netnet-tui why demo.netnet:12
netnet-tui why demo.netnet:12 --try
netnet-tui why port 8080
netnet-tui why connect 127.0.0.1:9`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: fileNames,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New(whyUsage)
			}
			name, line := fileAndLine(args[0])
			file, missing := located(name)
			if _, err := os.Stat(file); err != nil {
				if file, behind := notALine(name); file != "" {
					return fmt.Errorf("%q after %s is not a line: write a number from 1, such as %s:1", behind, file, file)
				}
				if near := step.Nearest(args[0], []string{"port", "connect"}); near != "" {
					return fmt.Errorf("why has no question %q (did you mean why %s?)", args[0], near)
				}
			}
			switch {
			case len(args) != 1:
				return errors.New(whyUsage)
			case missing != nil:
				return missing
			case s.lab && host:
				return errors.New("--lab and --host exclude each other: choose one")
			case try && host:
				return errors.New("--try and --host exclude each other: what is tried is made in a lab")
			case try && line == 0:
				return errors.New("--try needs a line: netnet-tui why demo.netnet:12 --try")
			}
			printer := script.NewExplainer(p.Out, line)
			if lines {
				printer = script.NewRecorder(p.Out, line)
			}
			keeper := &trial.Keeper{Printer: printer}
			p.status = script.RunFiles(c.Context(), []string{file}, script.Options{
				Start:    s.start,
				Lab:      s.lab || try,
				Host:     host,
				Through:  true,
				Recorded: !s.lab && !host,
				Only:     line,
				Printer:  keeper,
				Markdown: lesson.AsScript,
				Warnings: p.Err,
			})
			if try && p.status == script.Held {
				lab := func() (script.Doer, error) { return s.start(true) }
				p.report(p.try(c.Context(), keeper.Events, lab, lines))
			}
			return nil
		},
	}
	s.flags(c)
	c.Flags().BoolVar(&host, "host", false, "use the host's network, even where the file asks for a lab")
	c.Flags().BoolVar(&try, "try", false, "try the suggested lines in a copy in a lab, then the line itself")
	asJSON(c, &lines, "a line of JSON for each event, with its why")
	c.AddCommand(p.whyPort(), p.whyConnect())
	return c
}

// try tries the remedy for the last event of a script, in a copy of it.
func (p *program) try(ctx context.Context, events []engine.Event, lab trial.Start, object bool) error {
	t, ok := trial.Of(events)
	if !ok {
		return errors.New("there is nothing to try for this line: " + trial.Nothing(events))
	}
	if err := recordedWhole(events); err != nil {
		return fmt.Errorf("the lines can't be tried in a copy: %w", err)
	}
	report, err := trial.Run(ctx, lab, t, func(trial.Made) {})
	if err != nil {
		return fmt.Errorf("the lines can't be tried in a copy: %w", err)
	}
	if object {
		return report.PrintJSON(p.Out)
	}
	return report.Print(p.Out)
}

// fileAndLine splits the line number from the end of a file name; line is 0 if there is none.
func fileAndLine(arg string) (file string, line int) {
	at := strings.LastIndexByte(arg, ':')
	if at <= 0 {
		return arg, 0
	}
	line, err := strconv.Atoi(arg[at+1:])
	if err != nil || line <= 0 {
		return arg, 0
	}
	return arg[:at], line
}

// notALine splits an argument that names no file into an existing file and what follows it in place of a
// line number; "" if there is none.
func notALine(arg string) (file, behind string) {
	at := strings.LastIndexByte(arg, ':')
	if at <= 0 {
		return "", ""
	}
	name, _ := located(arg[:at])
	if info, err := os.Stat(name); err != nil || info.IsDir() {
		return "", ""
	}
	return arg[:at], arg[at+1:]
}

func (p *program) whyPort() *cobra.Command {
	var object bool
	c := &cobra.Command{
		Use:   "port NUMBER",
		Short: "Say who has a port, and what bind would answer there",
		Long: `Lists the sockets that have the port, of all users and in all states: listening, only bound,
connected, and in TIME-WAIT with the time left. Then binds new TCP and UDP sockets to it,
with and without SO_REUSEADDR and SO_REUSEPORT, closes each at once, and says what bind
answered, and why.`,
		Example: `netnet-tui why port 8080
netnet-tui why port 53 --json`,
		Args: needs(1, 1, "why port needs a number: netnet-tui why port 8080"),
		RunE: func(_ *cobra.Command, args []string) error {
			number, err := strconv.ParseUint(args[0], 10, 16)
			if err != nil || number == 0 {
				return fmt.Errorf("%q is not a port: write a number from 1 to 65535", args[0])
			}
			p.report(asked(engine.Options{AllowNet: true}, func(e ask.Doer) error { return ask.Port(e, uint16(number), p.Out, object) }))
			return nil
		},
	}
	asJSON(c, &object, "a JSON object")
	return c
}

func (p *program) whyConnect() *cobra.Command {
	var object, allow bool
	c := &cobra.Command{
		Use:   "connect ADDRESS",
		Short: "Connect to an address, and say why it answers so",
		Long: `Connects to the address, waits at most 3 s, closes the connection without sending
anything, and says what connect answered, and why.`,
		Example: `netnet-tui why connect 127.0.0.1:9
netnet-tui why connect '[::1]:80'
netnet-tui why connect unix:/run/app.sock`,
		Args: needs(1, 1, "why connect needs an address: netnet-tui why connect 127.0.0.1:9"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := reachable(args[0]); err != nil {
				return err
			}
			p.report(asked(engine.Options{AllowNet: allow, AllowUnix: true}, func(e ask.Doer) error { return ask.Connect(e, args[0], p.Out, object) }))
			return nil
		},
	}
	asJSON(c, &object, "a JSON object")
	outside(c, &allow)
	return c
}

// reachable returns an error if a text cannot be an address outside a session: unix:name is a file of a
// session.
func reachable(address string) error {
	name, isUnix := strings.CutPrefix(address, "unix:")
	switch {
	case strings.HasPrefix(address, "/"), strings.HasPrefix(address, "@") && !strings.Contains(address, ":"):
		return fmt.Errorf("%q is not an address: a Unix socket's is written with unix:, as unix:%s", address, address)
	case isUnix && name != "" && !strings.HasPrefix(name, "/") && !strings.HasPrefix(name, "@"):
		return fmt.Errorf("%q is not an address outside a session: write the whole path, unix:/path, or unix:@name", address)
	case address == "localhost", bare(address).IsValid():
		return fmt.Errorf("%q has no port: write it after a colon, as 127.0.0.1:80, [::1]:80 or localhost:80", address)
	case address == "none":
		return errors.New("none is not an address to connect to: write 127.0.0.1:80, [::1]:80, unix:/path or unix:@name")
	}
	return step.Address(address).Check()
}

// bare returns a text as an IP address, with or without brackets, or the zero Addr if it is none.
func bare(text string) netip.Addr {
	ip, _ := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
	return ip
}

// asked puts a question to a new engine.
func asked(o engine.Options, question func(ask.Doer) error) (err error) {
	e, err := remote.Start(o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	return question(e)
}

// portAnswer returns what why says about a port, for a window.
func portAnswer(port uint16) (string, error) {
	var text strings.Builder
	err := asked(engine.Options{AllowNet: true}, func(e ask.Doer) error { return ask.Port(e, port, &text, false) })
	return text.String(), err
}

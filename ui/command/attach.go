package command

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"netnet-tui/engine"
	"netnet-tui/engine/system/attach"
	"netnet-tui/sessions/foreign"
)

// attachUsage is the error for wrong arguments of attach.
const attachUsage = "attach needs a process: netnet-tui attach 812, attach 812:7, attach 812:7 get TCP_NODELAY, or attach 812:7 set TCP_NODELAY on"

func (p *program) attach() *cobra.Command {
	var object bool
	c := foreign.Confirming{In: os.Stdin, Aside: p.Err}
	command := &cobra.Command{
		Use:   "attach PID|PID:FD [get|set OPTION [VALUE] | recv | shut-reading | shut-writing | shut-both | destroy]",
		Short: "Look at the sockets of another program, and set their options while it runs",
		Long: `Lists the sockets of a process, or shows one of them with all its options. What the
kernel reports about a socket is read without touching it. Each other option is read through
a copy of the descriptor, which is held for only microseconds, because the socket stays open
as long as there is a copy. How long is printed beside each value.

set asks first, and lists everyone who shares the socket. What can break the program
needs a second confirmation: --yes alone is not enough. This applies to recv, which takes
received data away from the program, to shut-…, which is shutdown(2), and to destroy, which
has the kernel end the socket (SOCK_DESTROY, which needs root).

Exit status: 0 done; 1 the kernel refuses the value, or nobody confirms; 2 the command
line is wrong; 3 the right to look is missing, and the message says how to get it.`,
		Example: `netnet-tui attach 812
netnet-tui attach 812:7
netnet-tui attach 812:7 get TCP_NODELAY
netnet-tui attach 812:7 set TCP_NODELAY on --yes`,
		Args: needs(1, 5, attachUsage),
		// A signal ends it like any process: there is nothing to clean up while it waits.
		Annotations: map[string]string{unminded: ""},
		RunE: func(_ *cobra.Command, args []string) error {
			asked, err := attachTo(args)
			if err != nil {
				return err
			}
			c.Terminal = term.IsTerminal(os.Stdin.Fd()) && p.ErrTerminal
			p.report(p.attached(asked, c, object))
			return nil
		},
	}
	command.Flags().BoolVar(&c.Yes, "yes", false, "set without asking")
	command.Flags().BoolVar(&c.MayBreak, "may-break", false, "do what can break the program, without asking")
	asJSON(command, &object, "a JSON array or object")
	return command
}

// attaching is what the command line of attach asks for.
type attaching struct {
	pid, fd int // fd is -1 for all descriptors
	verb    string
	words   []string // after the verb
}

// attachTo parses the arguments of attach.
func attachTo(args []string) (attaching, error) {
	pid, fd, one := strings.Cut(args[0], ":")
	a := attaching{fd: -1}
	var err error
	if a.pid, err = strconv.Atoi(pid); err != nil || a.pid <= 0 {
		return a, fmt.Errorf("%q is not a process: write its number, as in netnet-tui attach 812", pid)
	}
	if one {
		if a.fd, err = strconv.Atoi(fd); err != nil || a.fd < 0 {
			return a, fmt.Errorf("%q is not a descriptor: write its number, as in netnet-tui attach %d:7", fd, a.pid)
		}
	}
	if len(args) == 1 {
		return a, nil
	}
	a.verb, a.words = args[1], args[2:]
	acts := slices.Contains(attach.Acts(), attach.Act(a.verb))
	switch {
	case a.verb != "get" && a.verb != "set" && !acts:
		return a, fmt.Errorf("attach has no verb %q: write get, set, recv, shut-reading, shut-writing, shut-both or destroy", a.verb)
	case !one:
		return a, fmt.Errorf("%s needs a descriptor: netnet-tui attach %d:7 %s …", a.verb, a.pid, a.verb)
	case acts && len(a.words) > 0:
		return a, fmt.Errorf("%s takes no further arguments", a.verb)
	case a.verb == "get" && len(a.words) != 1 && len(a.words) != 2:
		return a, errors.New("get needs an option: netnet-tui attach 812:7 get TCP_NODELAY")
	case a.verb == "set" && len(a.words) != 2 && len(a.words) != 3:
		return a, errors.New("set needs an option and a value: netnet-tui attach 812:7 set TCP_NODELAY on")
	}
	return a, nil
}

// attached carries out the command.
func (p *program) attached(a attaching, c foreign.Confirming, object bool) error {
	err := func() error {
		process, err := attach.Open(a.pid)
		if err != nil {
			return err
		}
		defer process.Close()
		switch {
		case a.fd < 0:
			return foreign.List(process, p.Out, object)
		case a.verb == "":
			return foreign.Show(process, a.fd, p.Out, object)
		case a.verb == "get":
			o, err := foreign.Option(a.words)
			if err != nil {
				return err
			}
			return foreign.Get(process, a.fd, o, c, p.Out, object)
		case a.verb != "set":
			return foreign.Act(process, a.fd, attach.Act(a.verb), c, p.Out, object)
		}
		last := len(a.words) - 1
		o, err := foreign.Option(a.words[:last])
		if err != nil {
			return err
		}
		return foreign.Set(process, a.fd, o, a.words[last], c, p.Out, object)
	}()
	if refused := new(attach.Refused); errors.As(err, &refused) {
		return &engine.Unavailable{Reason: err.Error()}
	}
	return err
}

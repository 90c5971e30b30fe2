package command

import (
	"errors"

	"github.com/spf13/cobra"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/sessions/script"
)

// session holds the flags of a command that starts an engine: its network, and its resource limits.
type session struct {
	lab, allowNet, allowUnix bool
	allowAttach              bool
	bounds                   engine.Bounds
}

// flags adds the flags to a command. The value of bounds.Time is the default of its flag.
func (s *session) flags(c *cobra.Command) {
	f := c.Flags()
	f.BoolVar(&s.lab, "lab", false, "use a private network: a user and network namespace of its own, no root needed")
	f.BoolVar(&s.allowNet, allowNet, false, "allow addresses outside loopback, and all sockets and options")
	f.BoolVar(&s.allowUnix, allowUnix, false, "allow paths of Unix sockets outside the session's folder, and names of other processes")
	f.BoolVar(&s.allowAttach, "allow-attach", false, "allow attach, which takes descriptors of other programs")
	f.IntVar(&s.bounds.Descriptors, "max-descriptors", 0, "how many descriptors may be open, clients of swarms included; 0 means 65,536")
	f.IntVar(&s.bounds.Threads, "max-threads", 0, "how many calls may sleep or be unjoined; 0 means 1,000")
	f.Var((*bound)(&s.bounds.Bytes), "max-bytes", "the memory for the buffers of all calls in progress, such as 64MiB; 0 means 512 MiB")
	f.IntVar(&s.bounds.Swarms, "max-swarms", 0, "how many swarms may run at a time; 0 means 16")
	f.DurationVar(&s.bounds.Time, "max-time", s.bounds.Time, "how long a session may take, such as 5m; 0 means no limit")
}

// engine returns the options of the engine, in a lab or not.
func (s *session) engine(lab bool) engine.Options {
	return engine.Options{Lab: lab, AllowNet: s.allowNet, AllowUnix: s.allowUnix, AllowAttach: s.allowAttach, Bounds: s.bounds}
}

// start starts an engine for the lines of a script.
func (s *session) start(lab bool) (script.Doer, error) { return remote.Start(s.engine(lab)) }

// The names of flags that several commands share.
const (
	allowNet  = "allow-net"
	allowUnix = "allow-unix"
)

// outside adds --allow-net to a command that uses only the addresses on its command line. It also adds
// --allow-unix, which has no effect there: a path that a person types is always allowed.
func outside(c *cobra.Command, allow *bool) {
	c.Flags().BoolVar(allow, allowNet, false, "allow addresses outside loopback")
	c.Flags().Bool(allowUnix, true, "")
	_ = c.Flags().MarkHidden(allowUnix)
}

// asJSON adds --json to a command; what names the output.
func asJSON(c *cobra.Command, to *bool, what string) {
	c.Flags().BoolVar(to, "json", false, "print "+what)
}

// asMetrics adds --metrics, which excludes --json.
func asMetrics(c *cobra.Command, to *bool, what string) {
	c.Flags().BoolVar(to, "metrics", false, "print "+what+", in the text format of OpenMetrics")
	run := c.RunE
	c.RunE = func(c *cobra.Command, args []string) error {
		if *to && c.Flags().Changed("json") {
			return errors.New("--json and --metrics exclude each other")
		}
		return run(c, args)
	}
}

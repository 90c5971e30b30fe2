// Netnet-tui is a workbench for sockets: real system calls, one at a time, with
// what the kernel thinks after each. See README.md.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/swarm"
	"netnet-tui/sessions/check"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/race"
	"netnet-tui/sessions/reference"
	"netnet-tui/sessions/script"
	"netnet-tui/sessions/serve"
	figures "netnet-tui/sessions/swarm"
	"netnet-tui/ui"
	"netnet-tui/ui/store"

	"charm.land/fang/v2"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"
)

func main() {
	// What this program does at once is wait. With one processor's worth of Go, its
	// idle threads do not wake each other to look for work: idle costs a third.
	runtime.GOMAXPROCS(1)
	interrupted, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	ctx, stopTerm := signal.NotifyContext(interrupted, unix.SIGTERM)
	p := streams{output.New(ctx, os.Stdout), output.New(ctx, os.Stderr)}
	ended := func(status int) int {
		switch {
		case ctx.Err() != nil && interrupted.Err() == nil:
			return script.Terminated
		case p.out.Stuck():
			return script.Interrupted
		}
		return status
	}
	context.AfterFunc(ctx, func() { // a command that does not end by itself is ended
		time.AfterFunc(endTime, func() { os.Exit(ended(script.Interrupted)) })
	})
	status := ended(execute(ctx, os.Args[1:], p))
	_, _ = p.out.Flush(), p.err.Flush() // nobody is left to tell
	stopTerm()
	stop()
	os.Exit(status)
}

// endTime is how long a command may take to end once it was told to: longer than a server
// drains.
const endTime = 10 * time.Second

// streams are standard output and standard error: all that is printed goes through them, and is escaped there.
type streams struct{ out, err *output.Stream }

// execute runs one command line and gives its exit status. Only what is wrong with
// the command line itself comes back from cobra as an error.
func execute(ctx context.Context, args []string, p streams) int {
	status := 0
	root := rootCommand(&status, p)
	root.SetErr(p.err)
	if !term.IsTerminal(os.Stdout.Fd()) { // where it is, help has colours, and no text but our own
		root.SetOut(p.out)
	}
	for i, arg := range args {
		if strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) { // cobra prints what it does not know by itself
			arg = engine.Printable(arg)
		}
		args[i] = arg
	}
	root.SetHelpCommand(helpCommand())
	root.SetArgs(args)
	err := fang.Execute(ctx, root, fang.WithVersion(version()), fang.WithErrorHandler(
		func(w io.Writer, _ fang.Styles, err error) {
			_ = output.Line(w, fmt.Sprintf("netnet-tui: %s (netnet-tui --help tells more)", err))
		}))
	if err != nil {
		return script.Unparsed
	}
	return status
}

// helpCommand prints the help of a command. Cobra's own prints what it does not know
// without looking at it.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "Help about any command",
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			switch {
			case err != nil:
				return err
			case len(rest) > 0:
				return fmt.Errorf("there is no command %q", strings.Join(args, " "))
			}
			return about.Help()
		},
	}
}

// network are the flags that say which network a session has, and how much it may use.
type network struct {
	lab, host, allowNet, allowUnix bool
	bounds                         engine.Bounds
}

func (n *network) flags(c *cobra.Command) {
	c.Flags().BoolVar(&n.lab, "lab", false, "use a private network: a user and network namespace of its own, no root needed")
	c.Flags().BoolVar(&n.allowNet, "allow-net", false, "allow addresses outside loopback, and all sockets and options")
	c.Flags().BoolVar(&n.allowUnix, "allow-unix", false, "allow paths of Unix sockets outside the session's folder, and names of other processes")
	c.Flags().IntVar(&n.bounds.Descriptors, "max-descriptors", 0, "how many descriptors may be open, clients of swarms included (0: 65,536)")
	c.Flags().IntVar(&n.bounds.Threads, "max-threads", 0, "how many calls may sleep or wait for a join (0: 1,000)")
	c.Flags().Var((*amount)(&n.bounds.Bytes), "max-bytes", "what the buffers of all calls under way may have together, such as 64MiB (0: 512 MiB)")
	c.Flags().IntVar(&n.bounds.Swarms, "max-swarms", 0, "how many swarms may run at a time (0: 16)")
	c.Flags().DurationVar(&n.bounds.Time, "max-time", n.bounds.Time, "how long a session may take, such as 5m (0: no bound)")
}

func (n *network) options(lab bool) engine.Options {
	return engine.Options{Lab: lab, AllowNet: n.allowNet, AllowUnix: n.allowUnix, Bounds: n.bounds}
}

func rootCommand(status *int, p streams) *cobra.Command {
	var net network
	var theme string
	c := &cobra.Command{
		Use:   "netnet-tui",
		Short: "A workbench for sockets: real system calls, one at a time",
		Long: `Make real kernel sockets, set their options, bind, listen, connect, send, receive,
poll and close them one system call at a time, and see after every call what the
kernel thinks: state, addresses, bytes waiting, every option, errno and why.

Without a command it opens the screen. Everything done there is a line of script;
netnet-tui run makes the same lines without a screen.`,
		Example: `# open the screen
netnet-tui
# the same in a network of its own, where nothing can be harmed
netnet-tui --lab
# run a script, and print each call as strace would
netnet-tui run demo.netnet`,
		Args: noScript,
		RunE: func(c *cobra.Command, _ []string) error {
			err := ui.Run(c.Context(), ui.Options{
				Start:   func() (store.Source, error) { return engine.Start(net.options(net.lab)) },
				Theme:   theme,
				History: ui.HistoryFile(),
				SaveAs:  "session.netnet",
				Race:    race.Child,
			})
			if *status = p.report(err); errors.Is(err, ui.ErrQuit) {
				*status = script.Quit
			}
			return nil
		},
	}
	net.flags(c)
	c.Flags().StringVar(&theme, "theme", "", "colours: "+ui.ThemeNames())
	c.AddCommand(runCommand(status, p), serveCommand(status, p), swarmCommand(status, p), raceCommand(status, p), optionsCommand(status, p), errnoCommand(status, p), engineCommand(status, p), versionCommand(status, p))
	return c
}

// noScript refuses arguments, and knows what is meant by one that is a file.
func noScript(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		if _, err := os.Stat(args[0]); err == nil {
			return fmt.Errorf("to run a script, write: netnet-tui run %s", args[0])
		}
	}
	return cobra.NoArgs(c, args)
}

// longestRun is how long a script may take where nobody says.
const longestRun = time.Hour

func runCommand(status *int, p streams) *cobra.Command {
	net := network{bounds: engine.Bounds{Time: longestRun}}
	var asJSON bool
	c := &cobra.Command{
		Use:   "run FILE…",
		Short: "Run scripts and print each system call as strace would",
		Long: `Runs scripts (.netnet), the netnet blocks of Markdown files, or recordings (.jsonl).
The name - is standard input. Each file has a bench of its own.

Exit status: 0 all held; 1 an expectation failed; 2 a file does not parse, or a flag
is wrong; 3 something the script needs is not available here, or is refused, with the
reason.`,
		Example: `netnet-tui run demo.netnet
netnet-tui run --json demo.netnet > demo.jsonl
echo 's = server 127.0.0.1:0' | netnet-tui run -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, files []string) error {
			if net.lab && net.host {
				return errors.New("--lab and --host exclude each other: choose one")
			}
			printer := script.NewTracer(p.out)
			if asJSON {
				printer = script.NewRecorder(p.out)
			}
			*status = script.RunFiles(c.Context(), files, script.Options{
				Start:   func(lab bool) (script.Doer, error) { return engine.Start(net.options(lab)) },
				Lab:     net.lab,
				Host:    net.host,
				Printer: printer, Warnings: p.err,
			})
			return nil
		},
	}
	net.flags(c)
	c.Flags().BoolVar(&net.host, "host", false, "use the host's network, even where a file asks for a lab")
	c.Flags().BoolVar(&asJSON, "json", false, "print a line of JSON an event: the format of recordings")
	return c
}

func serveCommand(status *int, p streams) *cobra.Command {
	o := serve.Options{Out: p.out.Lossy()}
	var stats, shed bool
	c := &cobra.Command{
		Use:   "serve PROTOCOL ADDRESS… [PROTOCOL ADDRESS…]",
		Short: "Serve protocols in one thread, until it is told to end",
		Long: `Serves each protocol on the addresses behind it, all in one event loop on one
thread. An address is 127.0.0.1:7000, [::1]:7000, unix:path, unix:@name, or one of
these behind udp: for datagrams. SIGTERM and ctrl-c drain: what was asked is answered.

Protocols: ` + strings.Join(engine.ProtocolNames(), " ") + `
Readiness: ` + strings.Join(engine.ReadinessNames(), " "),
		Example: `netnet-tui serve echo 127.0.0.1:7000
netnet-tui serve echo 127.0.0.1:7000 udp:127.0.0.1:7000 --with epoll-et --stats
netnet-tui serve http 127.0.0.1:8080 redis 127.0.0.1:6379 --max-connections 1000`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, words []string) error {
			o.Words = words
			if stats {
				o.Stats = time.Second
			}
			if shed {
				o.Engine.Serving.Policy = engine.ShedConnection
			}
			err := serve.Run(c.Context(), o)
			if errors.Is(err, serve.ErrUsage) {
				return err
			}
			*status = p.report(err)
			return nil
		},
	}
	c.Flags().StringVar(&o.With, "with", "epoll", "how the loop learns who is ready")
	c.Flags().DurationVar(&o.Spin, "spin", 0, "how long to look before sleeping, such as 50us")
	c.Flags().IntVar(&o.Backlog, "backlog", 4096, "how many connections may wait to be accepted")
	c.Flags().IntVar(&o.Engine.Serving.MaxConnections, "max-connections", 0, "accept no more than this many at a time (0: no limit)")
	o.Engine.Serving.MaxMemory = engine.DefaultMemory
	c.Flags().Var((*size)(&o.Engine.Serving.MaxMemory), "max-memory", "what all connections together may hold, such as 64MiB: beyond, those that hold the most are reset")
	c.Flags().DurationVar(&o.Engine.Serving.IdleTimeout, "idle-timeout", 0, "end a connection on which nothing moves for so long, such as 60s (0: never)")
	c.Flags().BoolVar(&stats, "stats", false, "print a line of figures every second")
	c.Flags().BoolVar(&shed, "shed", false, "when descriptors run out, accept and close at once instead of letting connections wait")
	c.Flags().BoolVar(&o.Engine.AllowNet, "allow-net", false, "allow addresses outside loopback")
	typedUnix(c)
	return c
}

// typedUnix has a command take --allow-unix, which changes nothing: the addresses on its
// command line are the person's own, and it reads no others.
func typedUnix(c *cobra.Command) {
	c.Flags().Bool("allow-unix", true, "")
	_ = c.Flags().MarkHidden("allow-unix")
}

// amount is a flag that is a number of bytes, of which 0 stands for another.
type amount int64

func (a *amount) String() string { return engine.FormatSize(int64(*a)) }
func (a *amount) Type() string   { return "size" }

func (a *amount) Set(text string) error {
	if text == "-1" { // without a bound
		*a = -1
		return nil
	}
	n, err := engine.ParseSize(text)
	*a = amount(n)
	return err
}

// size is a flag that is a number of bytes.
type size int

// smallest is what a size must be at least: one message has room in it.
const smallest = 1 << 20

func (s *size) String() string { return engine.FormatSize(int64(*s)) }
func (s *size) Type() string   { return "size" }

func (s *size) Set(text string) error {
	n, err := engine.ParseSize(text)
	if err == nil && n < smallest {
		err = fmt.Errorf("%s is too little: at least %s", text, engine.FormatSize(smallest))
	}
	*s = size(n)
	return err
}

func optionsCommand(status *int, p streams) *cobra.Command {
	var level string
	var asJSON bool
	c := &cobra.Command{
		Use:   "options [NAME|WORD…]",
		Short: "Tell what is known of socket options: by name, or by words of their description",
		Example: `netnet-tui options TCP_NODELAY
netnet-tui options nagle
netnet-tui options keepalive idle
netnet-tui options --level IPPROTO_TCP --json`,
		RunE: func(c *cobra.Command, args []string) error {
			*status = p.report(reference.Options(p.out, strings.Join(args, " "), level, asJSON))
			return nil
		},
	}
	c.Flags().StringVar(&level, "level", "", "only options of a level, such as SOL_SOCKET")
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	c.AddCommand(checkCommand(status, p))
	return c
}

func checkCommand(status *int, p streams) *cobra.Command {
	return &cobra.Command{
		Use:   "check ARG…",
		Short: "Look for mistakes in the setting of options, without making a call",
		Long: `Checks names of options joined with |, names in the order in which they are to be
set, scripts (.netnet, .md, - for standard input), and lines of script in quotes, of
which several are one script: there a socket that no line makes is a fresh one.

Exit status: 0 nothing to warn about; 1 warnings; 2 something does not parse.`,
		Example: `netnet-tui options check 'SO_REUSEADDR|SO_REUSEPORT'
netnet-tui options check SO_PRIORITY IP_TOS
netnet-tui options check demo.netnet
netnet-tui options check 'bind s 127.0.0.1:80' 'setsockopt s SO_REUSEADDR on'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			*status = check.Arguments(c.Context(), args, engine.ReadSysctl, p.out, p.err)
			return nil
		},
	}
}

func errnoCommand(status *int, p streams) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "errno [NAME|NUMBER|CALL]",
		Short: "Explain an errno: which call answers it, why, and what to do",
		Example: `netnet-tui errno EADDRINUSE
netnet-tui errno 104
netnet-tui errno connect`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			*status = p.report(reference.Errnos(p.out, strings.Join(args, " "), asJSON))
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	return c
}

func swarmCommand(status *int, p streams) *cobra.Command {
	o := swarm.Defaults()
	var asJSON, progress bool
	c := &cobra.Command{
		Use:   "swarm N ADDRESS",
		Short: "Connect N clients to a server, let them talk, and verify every byte that comes back",
		Long: `Connects N clients to a server, has them talk for a while, and compares every byte that
comes back with what it has to be. The clients speak ` + strings.Join(swarm.Protocols(), ", ") + `.

A message of redis is a SET and a GET of the same key, one of http is GET /hello; chat
says 100 lines a second where no rate is given. ctrl-c ends a swarm early.

Exit status: 0 all that came was right; 1 other bytes came, or nobody could connect; 2 a
flag is wrong; 3 something the swarm needs is not available here, with the reason.`,
		Example: `netnet-tui swarm 100 127.0.0.1:7
netnet-tui swarm 1000 127.0.0.1:8080 --protocol http --pipeline 8 --for 10s
netnet-tui swarm 200 127.0.0.1:7 --churn --cut 0.1
netnet-tui swarm 5000 127.0.0.1:7 --idle 4900 --slow 50 --json`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			n, err := strconv.Atoi(args[0])
			if err != nil {
				return fmt.Errorf("%q is not a number of clients", args[0])
			}
			swarm.CloseInherited()
			o.Clients, o.Address = n, args[1]
			if port, ok := strings.CutPrefix(args[1], "localhost:"); ok {
				o.Address = "127.0.0.1:" + port
			}
			if err := o.Check(); err != nil {
				return err
			}
			out := figures.Output{Report: p.out, Progress: io.Discard, Warnings: p.err, JSON: asJSON}
			if progress {
				out.Progress = p.out.Lossy()
			} else if term.IsTerminal(os.Stderr.Fd()) {
				out.Progress = p.err.Lossy()
			}
			*status = figures.Run(c.Context(), o, out)
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&o.Protocol, "protocol", o.Protocol, "what the clients speak")
	f.IntVar(&o.Size, "size", o.Size, "bytes of a message, where the protocol leaves the choice")
	f.IntVar(&o.Pipeline, "pipeline", o.Pipeline, "messages under way on one connection")
	f.Float64Var(&o.Rate, "rate", o.Rate, "messages a second over all (default as fast as it goes)")
	f.BoolVar(&o.Churn, "churn", o.Churn, "connect, exchange one message, close, and again")
	f.Float64Var(&o.Cut, "cut", o.Cut, "how probable it is that a connection ends with RST, or within a message")
	f.IntVar(&o.Idle, "idle", o.Idle, "how many clients only hold their connection, after one message")
	f.IntVar(&o.Slow, "slow", o.Slow, "how many clients read very slowly")
	f.DurationVar(&o.For, "for", o.For, "for how long")
	f.Uint64Var(&o.Seed, "seed", o.Seed, "of the cuts, to have the same ones again")
	f.BoolVar(&asJSON, "json", false, "print the report as one JSON object")
	f.BoolVar(&progress, "progress", false, "print how it goes among the report: when all are connected, and every second")
	f.BoolVar(&o.AllowNet, "allow-net", false, "allow addresses outside loopback")
	typedUnix(c)
	return c
}

func raceCommand(status *int, p streams) *cobra.Command {
	var asJSON, laps bool
	var svg string
	o := race.Options{Start: func() (*engine.Client, error) { return engine.Start(engine.Options{Bare: true}) }}
	c := &cobra.Command{
		Use:   "race",
		Short: "Send the same traffic through every readiness, and compare",
		Long: `Serves echo with each readiness in turn, in a process of its own, and sends it the same
traffic: every connection has one message under way. Figures are medians of the rounds;
ratio is that of messages a second to the first readiness.`,
		Example: `netnet-tui race
netnet-tui race --connections 10,1000 --with epoll,epoll-et,io_uring
netnet-tui race --connections 10000 --active 10 --svg race.svg`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			form := race.Tables
			switch {
			case laps:
				form = race.Laps
			case asJSON:
				form = race.Array
			}
			err := race.Report(c.Context(), o, p.out, form, svg)
			switch {
			case errors.Is(err, race.ErrUsage):
				return err
			case errors.Is(err, context.Canceled):
				*status = script.Interrupted
				return nil
			}
			*status = p.report(err)
			return nil
		},
	}
	f := c.Flags()
	f.IntSliceVar(&o.Connections, "connections", []int{1, 100, 1000, 10000}, "how many connections, a lap each")
	f.IntVar(&o.Active, "active", 0, "how many of them talk (0: all)")
	f.StringSliceVar(&o.With, "with", race.Models(), "which readiness models run")
	f.DurationVar(&o.For, "for", time.Second, "how long a round is")
	f.IntVar(&o.Rounds, "rounds", 3, "how many rounds each runs, in turn")
	f.IntVar(&o.Size, "size", 64, "bytes of a message")
	f.BoolVar(&asJSON, "json", false, "print a JSON array")
	f.BoolVar(&laps, "laps", false, "print a line of JSON a lap, when it is over")
	f.StringVar(&svg, "svg", "", "write a picture to this file too")
	return c
}

func engineCommand(status *int, p streams) *cobra.Command {
	var net network
	c := &cobra.Command{
		Use:   "engine",
		Short: "Own the sockets of a session: lines of JSON in and out (the other commands start it)",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			*status = p.report(engine.Serve(net.options(net.lab)))
			return nil
		},
	}
	net.flags(c)
	return c
}

func versionCommand(status *int, p streams) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, what it was built with and runs on, and the walls that the kernel puts around an engine",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			var host unix.Utsname
			_ = unix.Uname(&host)
			_, err := fmt.Fprintf(p.out, "netnet-tui %s, %s %s/%s, kernel %s\n", version(),
				runtime.Version(), runtime.GOOS, runtime.GOARCH, unix.ByteSliceToString(host.Release[:]))
			for _, w := range engine.Walls() {
				stands := "stands"
				if !w.Stands {
					stands = "does not stand: " + w.Why
				}
				_, _ = fmt.Fprintf(p.out, "wall %s: %s\n", w.Name, stands)
			}
			*status = p.report(err)
			return nil
		},
	}
}

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// report prints an error for a person and gives the exit status that goes with it.
func (p streams) report(err error) int {
	var unavailable *engine.Unavailable
	switch {
	case err == nil:
		return 0
	case errors.Is(err, output.ErrStuck):
		return script.Interrupted
	}
	output.Error(p.err, "netnet-tui: ", err)
	if errors.As(err, &unavailable) {
		return script.Unavailable
	}
	return 1
}

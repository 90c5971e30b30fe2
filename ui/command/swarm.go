package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"netnet-tui/engine/swarm"
	figures "netnet-tui/sessions/swarm"
)

func (p *program) swarm() *cobra.Command {
	o := swarm.Defaults()
	var object, progress, led bool
	c := &cobra.Command{
		Use:   "swarm N ADDRESS",
		Short: "Connect N clients to a server, let them talk, and verify every byte that comes back",
		Long: wrapped("Connects N clients to a server, has them talk for a while, and compares every byte that "+
			"comes back with what it should be. The clients speak "+strings.Join(swarm.Protocols(), ", ")+".") + `

` + wrapped("After udp: clients send numbered datagrams, each from a socket of its own, and speak "+
			strings.Join(swarm.DatagramProtocols(), ", ")+". What is not answered within 1 s is lost. Losses are "+
			"reported, and so are late, duplicate and reordered answers. udp:unix:… is a Unix socket.") + `

A message of redis is a SET and a GET of the same key, and one of http is GET /hello; chat
sends 100 lines a second unless a rate is given. ctrl-c ends a swarm early.

Exit status: 0 all bytes were right; 1 wrong bytes came, or no client could connect; 2 a
flag is wrong; 3 something the swarm needs is not available here, with the reason.`,
		Example: `netnet-tui swarm 100 127.0.0.1:7
netnet-tui swarm 1000 127.0.0.1:8080 --protocol http --pipeline 8 --for 10s
netnet-tui swarm 200 127.0.0.1:7 --churn --cut 0.1
netnet-tui swarm 50 udp:127.0.0.1:7 --size 1000 --rate 5000
netnet-tui swarm 5000 127.0.0.1:7 --idle 4900 --slow 50 --json`,
		Args: needs(2, 2, "swarm needs a number and an address: netnet-tui swarm 100 127.0.0.1:7000"),
		RunE: func(c *cobra.Command, args []string) error {
			n, err := strconv.Atoi(args[0])
			if err != nil {
				return fmt.Errorf("%q is not a number of clients", args[0])
			}
			swarm.CloseInherited()
			o.Clients, o.Address = n, args[1]
			if err := o.Check(); err != nil {
				return err
			}
			out := figures.Output{Report: p.Out, Progress: io.Discard, Warnings: p.Err, JSON: object}
			switch {
			case progress:
				out.Progress = p.Out.Lossy()
			case p.ErrTerminal:
				out.Progress = p.Err.Lossy()
			}
			ctx := c.Context()
			if led {
				leader := &swarm.Leader{}
				var cancel context.CancelFunc
				ctx, cancel = context.WithCancel(ctx)
				go leader.Listen(os.Stdin, cancel)
				o.Leader = leader
			}
			p.status = figures.Run(ctx, o, out)
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&o.Protocol, "protocol", o.Protocol, "what the clients speak")
	f.IntVar(&o.Size, "size", o.Size, "bytes of a message, where the protocol leaves the choice")
	f.IntVar(&o.Pipeline, "pipeline", o.Pipeline, "messages in flight on one connection")
	f.Float64Var(&o.Rate, "rate", o.Rate, "messages a second of all clients together (default as fast as possible)")
	f.BoolVar(&o.Churn, "churn", o.Churn, "connect, exchange one message, close, and again")
	f.Float64Var(&o.Cut, "cut", o.Cut, "the probability that a connection ends with RST, or within a message")
	f.IntVar(&o.Idle, "idle", o.Idle, "how many clients only hold their connection, after one message")
	f.IntVar(&o.Slow, "slow", o.Slow, "how many clients read very slowly")
	f.DurationVar(&o.For, "for", o.For, "how long the clients talk")
	f.Uint64Var(&o.Seed, "seed", o.Seed, "the seed of the cuts: the same seed repeats them")
	f.BoolVar(&progress, "progress", false, "print progress before the report: when all are connected, and every second")
	f.BoolVar(&led, "led", false, "let standard input pause, resume and end it")
	_ = f.MarkHidden("led") // an engine leads its swarms
	asJSON(c, &object, "the report as one JSON object")
	outside(c, &o.AllowNet)
	return c
}

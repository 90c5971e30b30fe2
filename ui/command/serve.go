package command

import (
	"errors"
	"strings"
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/serve"

	"github.com/spf13/cobra"
)

func (p *program) serve() *cobra.Command {
	o := serve.Options{Out: p.Out.Lossy()}
	serving := &o.Engine.Serving
	serving.MaxMemory = loop.DefaultMemory
	var stats, shed bool
	c := &cobra.Command{
		Use:   "serve PROTOCOL ADDRESS… [PROTOCOL ADDRESS…]",
		Short: "Serve protocols on one thread until stopped",
		Long: `Serves each protocol on the addresses that follow it, all in one event loop on one
thread. An address is 127.0.0.1:7000, [::1]:7000, unix:path, unix:@name, or one of
these after udp: for datagrams. SIGTERM and ctrl-c drain: pending requests are answered.

` + wrapped("Protocols: "+strings.Join(step.ProtocolNames(), " ")) + `
` + wrapped("Readiness: "+strings.Join(step.ReadinessNames(), " ")),
		Example: `netnet-tui serve echo 127.0.0.1:7000
netnet-tui serve echo 127.0.0.1:7000 udp:127.0.0.1:7000 --with epoll-et --stats
netnet-tui serve http 127.0.0.1:8080 redis 127.0.0.1:6379 --max-connections 1000`,
		Args: needs(1, manyArguments, "serve needs a protocol and an address: netnet-tui serve echo 127.0.0.1:7000"),
		RunE: func(c *cobra.Command, words []string) error {
			o.Words = words
			if stats {
				o.Stats = time.Second
			}
			if shed {
				serving.Policy = loop.Shed
			}
			err := serve.Run(c.Context(), o)
			if errors.Is(err, serve.ErrUsage) {
				return err
			}
			p.report(err)
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&o.With, "with", "epoll", "how the loop learns which sockets are ready")
	f.DurationVar(&o.Spin, "spin", 0, "how long to poll before sleeping, such as 50us")
	f.IntVar(&o.Backlog, "backlog", 4096, "how many connections may wait to be accepted")
	f.IntVar(&serving.MaxConnections, "max-connections", 0, "accept no more than this many at a time; 0 means no limit")
	f.Var((*size)(&serving.MaxMemory), "max-memory", "what all connections together may hold, such as 64MiB; beyond that, the connections that hold most are reset")
	f.DurationVar(&serving.IdleTimeout, "idle-timeout", 0, "end a connection on which nothing moves for this long, such as 60s; 0 means never")
	f.BoolVar(&o.PktInfo, "pktinfo", false, "reply to datagrams from the address that was asked, which matters on 0.0.0.0 and [::]")
	f.BoolVar(&stats, "stats", false, "print a line of figures every second")
	f.BoolVar(&shed, "shed", false, "when descriptors run out, accept and close at once instead of letting connections wait")
	outside(c, &o.Engine.AllowNet)
	return c
}

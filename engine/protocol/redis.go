package protocol

import (
	"math/rand/v2"

	"netnet-tui/engine/status"
)

// Redis keeps strings, lists, hashes, sets and sorted sets in memory, and speaks the protocol of Redis, RESP2 or RESP3.
// Its connections share one set of keys.
type Redis struct {
	host     Host
	status   cached[status.Server]
	parser   respParser
	reply    respWriter
	spare    []byte // for the parts of a reply
	random   *rand.Rand
	store    redisStore
	commands map[string]redisCommand
}

// redisConn is the state of one connection.
type redisConn struct {
	name  string     // as CLIENT SETNAME gave it
	three bool       // the connection speaks RESP3
	need  int        // the minimum length of the next command, in bytes
	quit  bool       // the connection ends after the replies that have been written
	long  *redisLong // the reply in progress
	owed  owed       // the rest of a long reply
	held  holding
	ended bool // the peer has ended its output
}

func newRedis(host Host) *Redis {
	// The seed is fixed, so that the same commands always get the same replies.
	random := rand.New(rand.NewPCG(1, 2))
	return &Redis{host: host, store: newRedisStore(host), commands: redisCommands(), random: random}
}

// Open prepares for the first command.
func (r *Redis) Open(c Conn) { c.Keep(&redisConn{}) }

// Data answers the commands in order, for as long as there is room.
func (r *Redis) Data(c Conn, p []byte) (used int) {
	s := c.Kept().(*redisConn)
	if len(p) < s.need || s.long != nil || !s.owed.pay(c) {
		return 0
	}
	r.store.tell(c.Now())
	r.reply.three = s.three
	answered := 0
	for used < len(p) && !s.quit && s.long == nil && s.owed.none() && !c.Full() {
		n, need, bad := r.parser.read(p[used:])
		if bad != "" {
			r.reply.fail("ERR Protocol error: " + bad)
			s.quit, used = true, len(p)
			break
		}
		if s.need = need; n == 0 {
			break
		}
		used += n
		if len(r.parser.args) > 0 {
			r.run(redisCall{c, s, r.parser.args})
			answered++
		}
		if len(r.reply.out) > batchSize {
			r.write(c, s)
		}
	}
	if answered > 0 {
		c.Message(answered)
	}
	r.write(c, s)
	r.finish(c, s)
	return used
}

// write writes the batch, or as much of it as there is room for.
func (r *Redis) write(c Conn, s *redisConn) {
	if len(r.reply.out) > owedPiece {
		s.owed.owe(r.reply.out)
		s.owed.pay(c)
		r.reply.out = nil
	}
	r.reply.out = flush(c, r.reply.out)
}

// Drain continues a long reply.
func (r *Redis) Drain(c Conn) {
	s := c.Kept().(*redisConn)
	r.store.tell(c.Now())
	if busy := s.long != nil || !s.owed.none(); busy && r.extend(c, s) {
		s.owed.pay(c)
	}
	r.finish(c, s)
}

// finish ends the connection if that was the last reply.
func (r *Redis) finish(c Conn, s *redisConn) {
	s.held.tell(c, s.owed.held()+s.long.held())
	if s.long == nil && s.owed.none() && (s.quit || s.ended) {
		c.Close()
	}
}

// End closes: every whole command has been answered.
func (r *Redis) End(c Conn) {
	s := c.Kept().(*redisConn)
	s.ended = true
	r.finish(c, s)
}
